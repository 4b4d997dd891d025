// What `rto report` does: evidence gathered, a report made, drawn, written. Loaded by report.ts when it is really run.
import { basename, resolve } from 'node:path';
import { moduleLines } from '../binary/modules.ts';
import { type BinaryRecords, readBinary } from '../binary/read.ts';
import type { Context } from '../cli/context.ts';
import type { JsonFlag, WidthFlag } from '../cli/options.ts';
import { EXIT, RtoError } from '../errors.ts';
import type { LogItem } from '../events/event.ts';
import { type LogInput, logInputs, STDIN } from '../events/inputs.ts';
import { drawnGraph } from '../format/edges.ts';
import { FORMATS } from '../format/index.ts';
import { colours } from '../format/paint.ts';
import { type ModuleInfo, parseModules } from '../names/modules.ts';
import { readCapabilities } from '../operations/capabilities.ts';
import { readGroups } from '../operations/groups.ts';
import type { CoverageEvidence } from '../report/coverage/coverage.ts';
import type { Scope } from '../report/deps/lock.ts';
import type { Document } from '../report/document.ts';
import { REPORTS } from '../report/index.ts';
import { statOf } from '../stat.ts';
import { lockBehaviour, writeNamed } from './behaviourlock.ts';
import { linkedIn, recordsOf } from './notfound.ts';

export interface ReportFlags extends JsonFlag, WidthFlag {
  readonly binary?: string;
  readonly format?: keyof typeof FORMATS;
  readonly output?: string;
  readonly explain?: string;
  readonly lock?: string;
  readonly allow?: string;
  readonly scope?: Scope;
  readonly update: boolean;
  readonly all: boolean;
  readonly verbose: boolean;
}

const NAMES = ['summary', 'coverage', 'deps', 'graph'] as const;
type Name = (typeof NAMES)[number];

/** Throws RTO_LOG_*, RTO_BINARY_READ, RTO_REPORT_BINARY, RTO_REPORT_WRITE, RTO_EXPLAIN. */
export async function reportLogs(context: Context, flags: ReportFlags, words: readonly string[]): Promise<void> {
  const [first] = words;
  const name = NAMES.find((one) => one === first && statOf(resolve(context.cwd, one)) === undefined);
  const logs = name === undefined ? words : words.slice(1);
  if (logs.length === 0)
    throw new RtoError('RTO_REPORT_LOG', `rto report ${name} was given no log`, {
      try: `rto report ${name} LOG`,
      exit: EXIT.usage,
    });
  const inputs = logInputs(logs, context.cwd, () => process.stdin);
  const program = await findProgram(context, flags.binary, logs);
  if (name !== 'deps' || flags.lock === undefined) refuseLockOptions(flags);
  if (flags.explain !== undefined) return await printExplanation(context, flags, inputs, program, flags.explain);
  const drawn = await MAKERS[name ?? 'summary'](context, inputs, program, logs, flags);
  await write(context, flags, drawn);
  context.process.exitCode = drawn.exit ?? EXIT.done;
}

const isGraph = (format: keyof typeof FORMATS): boolean => ['dot', 'mermaid', 'graphml'].includes(format);

interface Drawn {
  value: unknown;
  document(): Document;
  exit?: number;
}

type Maker = (
  context: Context,
  inputs: LogInput[],
  program: string | undefined,
  logs: readonly string[],
  flags: ReportFlags,
) => Promise<Drawn>;

const MAKERS: Readonly<Record<Name, Maker>> = {
  async summary(context, inputs, program, logs) {
    const run = await REPORTS.run();
    const records = program === undefined ? undefined : await recordsOf(program);
    const value = await run.make({
      items: itemsOf(inputs),
      facts: {
        log: inputs.length === 1 ? (inputs[0]?.label ?? '') : logs.join(' '),
        modules: program === undefined ? undefined : await modulesOf(program),
        built: records?.built,
        notFound: records?.notFound,
      },
      groups: readGroups(),
    });
    return { value, document: () => run.document(value, { home: context.env['HOME'] }) };
  },
  async coverage(_context, inputs, program) {
    const coverage = await REPORTS.coverage();
    const value = await coverage.make(await evidenceOf(inputs, program));
    return { value, document: () => coverage.document(value, undefined) };
  },
  async graph(_context, inputs, program) {
    const graph = await REPORTS.graph();
    const value = await graph.make({
      items: itemsOf(inputs),
      program: program === undefined ? undefined : basename(program),
      modules: program === undefined ? undefined : await modulesOf(program),
    });
    return { value, document: () => graph.document(value, undefined) };
  },
  async deps({ terminal, cwd }, inputs, program, _logs, flags) {
    const deps = await REPORTS.deps();
    const value = await deps.make({
      items: itemsOf(inputs),
      program: program === undefined ? undefined : basename(program),
      modules: program === undefined ? undefined : await modulesOf(program),
      capabilities: readCapabilities(),
    });
    const checked =
      flags.lock === undefined
        ? undefined
        : lockBehaviour(value, { ...flags, lock: flags.lock }, cwd, (text) => terminal.note(text));
    return {
      value: checked === undefined ? value : { ...value, lock: checked },
      document: () => deps.document(value, { checked }),
      exit: checked !== undefined && checked.added.length > 0 ? EXIT.no : EXIT.done,
    };
  },
};

/** They say nothing where no lock is compared, so they are a slip there. */
function refuseLockOptions({ lock, allow, scope, update }: ReportFlags): void {
  if (lock === undefined && allow === undefined && scope === undefined && !update) return;
  throw new RtoError(
    'RTO_BEHAVIOUR_OPTION',
    '--lock is for rto report deps, and --allow, --scope and --update need it',
    {
      try: 'rto report deps --lock rto.lock.json LOG',
      exit: EXIT.usage,
    },
  );
}

async function evidenceOf(inputs: LogInput[], program: string | undefined): Promise<CoverageEvidence> {
  if (program === undefined)
    throw new RtoError('RTO_REPORT_BINARY', 'what was hooked stands in the program, and no program is known', {
      facts: { because: 'no log names one that is here' },
      try: 'rto report coverage --binary FILE LOG',
    });
  const records = await readBinary(program);
  if (records.stamps.length + records.packages.length === 0)
    throw new RtoError('RTO_REPORT_STOCK', `${program} was not built by an instrumented Go: nothing is hooked in it`, {
      try: 'rto report coverage --binary FILE LOG, with the program that wrote the log',
    });
  return {
    items: itemsOf(inputs),
    program: basename(program),
    records,
    linked: records.stamps.length === 1 ? await linkedIn(program) : undefined,
    modules: await modulesOf(program, records),
    groups: readGroups(),
  };
}

async function* itemsOf(inputs: readonly LogInput[]): AsyncGenerator<LogItem, void, void> {
  for (const { items } of inputs) yield* items;
}

/** @param records of the program, where they were read before */
async function modulesOf(program: string, records?: BinaryRecords): Promise<ModuleInfo | undefined> {
  const [lines, { stamps }] = await Promise.all([moduleLines(program), records ?? readBinary(program)]);
  const go = stamps[0]?.toolchain.go;
  if (lines === undefined || go === undefined) return undefined;
  return parseModules(`${basename(program)}: go${go}\n${lines.replace(/^/gm, '\t')}`);
}

/** That of --binary; else the one that the first log names, if it is here and was built by the toolchain that the log names. */
async function findProgram(
  context: Context,
  named: string | undefined,
  logs: readonly string[],
): Promise<string | undefined> {
  if (named !== undefined) {
    const path = resolve(context.cwd, named);
    if (statOf(path)?.isFile()) return path;
    throw new RtoError('RTO_BINARY_ABSENT', `there is no program ${named}`, { try: `ls -l ${named}` });
  }
  if (logs.includes(STDIN)) return undefined;
  for await (const item of itemsOf(logInputs(logs.slice(0, 1), context.cwd, () => process.stdin))) {
    if (item.kind !== 'process' || item.operation !== 'rto.start') continue;
    const said = item.fields.get('program');
    // A name without a slash was found on PATH, by another process.
    if (said === undefined || !said.includes('/')) return undefined;
    const path = resolve(context.cwd, said);
    if (!statOf(path)?.isFile()) return undefined;
    const { stamps } = await readBinary(path);
    if (!stamps.some(({ toolchain }) => toolchain.name === item.fields.get('toolchain'))) return undefined;
    context.terminal.note(`note: modules and hooks are read from ${path}`);
    return path;
  }
  return undefined;
}

async function printExplanation(
  { terminal, process }: Context,
  flags: ReportFlags,
  inputs: LogInput[],
  program: string | undefined,
  operation: string,
): Promise<void> {
  const { explain } = await import('../report/coverage/explain.ts');
  const explanation = await explain(await evidenceOf(inputs, program), operation);
  if (explanation === undefined)
    throw new RtoError('RTO_EXPLAIN', `${JSON.stringify(operation)} is no name of a function`, {
      try: "rto report coverage --explain 'os/exec.(*Cmd).Start' LOG",
      exit: EXIT.usage,
    });
  if (flags.json || flags.format === 'json') terminal.json(explanation);
  else {
    const { verdict, why, functions } = explanation;
    terminal.print(`${operation} ${VERDICTS[verdict]}: ${why}`);
    for (const [name, events] of Object.entries(functions)) terminal.print(`  ${name}  ${events}`);
  }
  process.exitCode = explanation.verdict === 'ran' ? EXIT.done : EXIT.no;
}

const VERDICTS = { ran: 'ran', 'did not run': 'did not run', 'not observed': 'was not observed' } as const;

async function write({ terminal, cwd }: Context, flags: ReportFlags, drawn: Drawn): Promise<void> {
  const format = flags.json ? 'json' : (flags.format ?? 'text');
  if (isGraph(format) && drawnGraph(drawn.document()) === undefined)
    throw new RtoError('RTO_REPORT_GRAPH', `there are no edges to draw as ${format}`, {
      try: 'rto report graph LOG, which says what there is',
    });
  const draw = await FORMATS[format]();
  const room = flags.width ?? (flags.output === undefined ? terminal.room.stdout : Infinity);
  const painted = flags.output === undefined && terminal.colour.stdout && format === 'text';
  const text = draw(drawn, {
    width: room,
    whole: flags.width === undefined && (flags.all || room === Infinity),
    all: flags.all,
    ...(painted ? { paint: colours } : {}),
  });
  if (flags.output === undefined) {
    terminal.page(text);
    return;
  }
  writeNamed(flags.output, cwd, `${text}\n`);
}
