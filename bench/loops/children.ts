// The Go children of the suite: one for each program, configuration and number of processors, started when first asked for.
import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Setting, Toolchain } from '../core/subject.ts';
import { buildProgram } from '../machine/build.ts';
import { type Child, startChild } from '../machine/child.ts';
import { canPin, pinned } from '../machine/pin.ts';
import { type Build, CONFIGURATIONS, type Configuration, type ConfigurationId, OBSERVED } from './configurations.ts';

export type Program = 'loops' | 'documents';

export interface ChildRequest {
  program: Program;
  configuration: ConfigurationId;
  /** How many processors it may use; 1 unless told. */
  processors?: number;
  /** Distinct events that it may remember; rto's default unless told. */
  entries?: number;
  /** Where the log goes: a file of its own, or /dev/null for loops whose events are only made ready. */
  log?: 'file' | 'null';
}

export interface Children {
  build(program: Program, build: Build): Promise<string>;
  /** The one that all share. */
  shared(request: ChildRequest): Promise<Child>;
  /** One whose state is its subject's own; the subject closes it. */
  own(request: ChildRequest): Promise<Child & { emptyLog(): void }>;
  /** What it runs with, for one that is started elsewhere. */
  environment(request: ChildRequest): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export function openChildren(setting: Setting): Children {
  const built = new Map<string, Promise<string>>();
  const started = new Map<string, Promise<Child>>();
  const pin = canPin();
  let logs = 0;

  const build: Children['build'] = (program, kind) => {
    const key = `${program}-${kind}`;
    const found = built.get(key) ?? make(program, kind, join(setting.scratch, key), setting);
    built.set(key, found);
    return found;
  };
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
  const start = async (request: ChildRequest, log: string): Promise<Child> => {
    const binary = await build(request.program, CONFIGURATIONS[request.configuration].build);
    const on = setting.cpus.slice(0, request.processors ?? 1);
    return startChild(pinned(on, [binary], pin), environmentOf(request, log));
  };
  return {
    build,
    shared(request) {
      const key = JSON.stringify(request);
      const found = started.get(key) ?? start(request, newLog());
      started.set(key, found);
      return found;
    },
    async own(request) {
      const log = request.log === 'null' ? '/dev/null' : newLog();
      const child = await start(request, log);
      // The hub appends, so what it writes next begins at the new end.
      return {
        ...child,
        emptyLog: () =>
          log !== '/dev/null' && CONFIGURATIONS[request.configuration].build === 'rto' && truncateSync(log),
      };
    },
    environment: async (request) => environmentOf(request, newLog()),
    async close() {
      const all = await Promise.allSettled([...started.values()]);
      await Promise.all(all.flatMap((child) => (child.status === 'fulfilled' ? [child.value.close()] : [])));
    },
  };
}

async function make(program: Program, build: Build, output: string, setting: Setting): Promise<string> {
  setting.progress(`build ${program}: ${build}`);
  await buildProgram(program, output, toolchainOf(build, setting), build === 'rto' ? OBSERVED : 'none');
  return output;
}

const toolchainOf = (build: Build, { toolchains }: Setting): Toolchain =>
  build === 'stock' ? toolchains.stock : toolchains.rto;
