// Go children of the suite: what they are built of, what they are started with.
import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Setting, Toolchain } from '../core/subject.ts';
import { buildProgram } from '../machine/build.ts';
import { startChild } from '../machine/child.ts';
import { canPin, pinned } from '../machine/pin.ts';
import { type Build, CONFIGURATIONS, type Configuration, type ConfigurationId, OBSERVED } from './configurations.ts';
import type { OwnChild } from './processes.ts';

export type Program = 'loops' | 'documents';

export interface ChildRequest {
  program: Program;
  configuration: ConfigurationId;
  /** How many processors it may use; by default 1. */
  processors?: number;
  /** Distinct events that it may remember; by default as many as rto's default. */
  entries?: number;
  /** Where the log goes: by default a file of its own, or nowhere for loops whose events only make ready. */
  log?: 'file' | 'null';
}

export interface Children {
  /** The binary; built when first asked for. */
  build(program: Program, build: Build): Promise<string>;
  start(request: ChildRequest): Promise<OwnChild>;
  /** What it would run with, for one that is started elsewhere. */
  environment(request: ChildRequest): Record<string, string>;
}

export function openChildren(setting: Setting): Children {
  const built = new Map<string, Promise<string>>();
  const pin = canPin();
  let logs = 0;

  const newLog = (): string => {
    const folder = join(setting.scratch, 'logs');
    mkdirSync(folder, { recursive: true });
    return join(folder, `${++logs}.jsonl`);
  };
  const environmentOf = ({ configuration, processors = 1, entries }: ChildRequest, log: string) => {
    const { build, log: logged, env }: Configuration = CONFIGURATIONS[configuration];
    return {
      ...toolchainOf(build, setting).env,
      GOMAXPROCS: String(processors),
      ...(logged && { INSTRUMENTATION_LOG_PATH: log }),
      ...(entries !== undefined && { INSTRUMENTATION_MAX_SEEN_ENTRIES: String(entries) }),
      ...env,
    };
  };
  const build: Children['build'] = (program, kind) => {
    const key = `${program}-${kind}`;
    const found = built.get(key) ?? make(program, kind, join(setting.scratch, key), setting);
    built.set(key, found);
    return found;
  };
  return {
    build,
    async start(request) {
      const { build: kind, log: logged } = CONFIGURATIONS[request.configuration];
      const binary = await build(request.program, kind);
      const on = setting.cpus.slice(0, request.processors ?? 1);
      const log = request.log === 'null' ? '/dev/null' : newLog();
      const child = startChild(pinned(on, [binary], pin), environmentOf(request, log));
      const kept = logged && kind === 'rto' && request.log !== 'null';
      // The hub appends, so what it writes next begins at the new end.
      return { ...child, emptyLog: () => kept && truncateSync(log) };
    },
    environment: (request) => environmentOf(request, newLog()),
  };
}

async function make(program: Program, build: Build, output: string, setting: Setting): Promise<string> {
  setting.progress(`build ${program}: ${build}`);
  await buildProgram(program, output, toolchainOf(build, setting), build === 'rto' ? OBSERVED : 'none');
  return output;
}

const toolchainOf = (build: Build, { toolchains }: Setting): Toolchain =>
  build === 'stock' ? toolchains.stock : toolchains.rto;
