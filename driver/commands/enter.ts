// The start of every command that runs something: the toolchain made ready, and the environment it is used in.

import type { Context } from '../cli/context.ts';
import type { EngineFlags, ObserveFlags } from '../cli/options.ts';
import type { Session } from '../engine/engine.ts';

/** @param folder where the project is looked for; by default the current folder */
export async function enter(
  context: Context,
  flags: EngineFlags & ObserveFlags,
  request: string | undefined,
  folder: string = context.cwd,
): Promise<Session> {
  const engine = await context.engine(flags);
  const session = await engine.enter(request, { observe: flags.observe, log: flags.log, folder });
  // From here on the terminal is the child's.
  context.progress.end(true);
  return session;
}
