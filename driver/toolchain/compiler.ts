// Whether the compiler of a toolchain answers, asked before anything is built with it: what it says then names the cause.
import { EXIT, RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { CommandError, capture } from '../process/command.ts';
import type { StoredToolchain } from '../store/store.ts';
import { compilerFails, compilerOf, unasked } from './instrumented.ts';

/**
 * Asks the compiler what it is, as cmd/go will. A setting of Go that it refuses is left to go.
 * @param env that of the build
 * @param asked who asked for what is observed, for messages
 * @throws RTO_OBSERVE for a list that it refuses, RTO_TOOLCHAIN_DAMAGED where it does not answer at all
 */
export async function askCompiler(toolchain: StoredToolchain, env: Environment, asked: string): Promise<void> {
  const { goroot, version } = toolchain;
  const compiler = compilerOf(goroot);
  if (compiler === undefined) throw damaged(version, 'it has no instrumented compiler');
  try {
    await capture(compiler, ['-V=full'], { cwd: goroot, env });
  } catch (error) {
    if (!(error instanceof RtoError)) throw error;
    const why = await whyNot(compiler, goroot, env);
    if (why !== undefined) throw damaged(version, why, error);
    const said = error instanceof CommandError ? error.words : '';
    // Else a setting of Go's own is refused, GOARCH or GOEXPERIMENT, and go says that best.
    if (said.split('\n').some((line) => line.startsWith(STAND_IN))) throw refusedList(said, asked);
  }
}

/** What the compiler says where nothing is asked of it; undefined where it answers. */
async function whyNot(compiler: string, goroot: string, env: Environment): Promise<string | undefined> {
  try {
    await capture(compiler, ['-V=full'], { cwd: goroot, env: unasked(env) });
    return undefined;
  } catch (error) {
    if (!(error instanceof RtoError)) throw error;
    return compilerFails(error);
  }
}

export const damaged = (version: string, why: string, cause?: unknown): RtoError =>
  new RtoError('RTO_TOOLCHAIN_DAMAGED', `the installed go${version} is damaged: ${why}`, {
    facts: { repair: `rto install ${version}` },
    try: 'rto doctor',
    cause,
  });

/**
 * The stand-in's refusal of what was asked for, in terms of the option or file that asked.
 * @param said its words, a refusal a line: "rto compile: GO_INSTRUMENT: crypto/sha256 has no function Sum265; …"
 */
export function refusedList(said: string, asked: string, exit: number = EXIT.failed): RtoError {
  const lines = said.split('\n');
  const refusals = lines.filter(isRefusal);
  const [message = '', ...also] = (refusals.length > 0 ? refusals : lines.slice(0, 1)).map((line) =>
    line.replace(STAND_IN, '').replace(/^GO_INSTRUMENT\w*: /, ''),
  );
  return new RtoError('RTO_OBSERVE', message, {
    facts: { ...(also.length > 0 ? { also: also.join('\n') } : {}), 'asked by': asked },
    try: 'README, "What is observed", lists what can be written; --observe none observes nothing',
    exit,
  });
}

/** How lines of the stand-in begin. */
export const STAND_IN = 'rto compile: ';

/** Whether a line is the stand-in's refusal; it also says of a package that it leaves out why it does, and goes on. */
export const isRefusal = (line: string): boolean => line.startsWith(STAND_IN) && !/ is not observed: /.test(line);
