// What `rto run` does: build, run with a log, summarise. Loaded by run.ts when it is really run.
import { basename, join, resolve } from 'node:path';
import type { Context } from '../cli/context.ts';
import { takeFlag } from '../cli/goflags.ts';
import type { EngineFlags, JsonFlag, ObserveFlags, WidthFlag } from '../cli/options.ts';
import { isRequest } from '../cli/request.ts';
import type { Engine, Session } from '../engine/engine.ts';
import { RtoError } from '../errors.ts';
import { addedSince, logFiles, whyUnreadable } from '../events/logfiles.ts';
import { json } from '../format/json.ts';
import { colours } from '../format/paint.ts';
import { text } from '../format/text.ts';
import { parseModules } from '../names/modules.ts';
import { applyChanges, LOG_VARIABLE } from '../observe/environment.ts';
import { goSettings } from '../observe/gocommand.ts';
import { ignoredSettings } from '../observe/variables.ts';
import { readGroups } from '../operations/groups.ts';
import { runChild } from '../process/process.ts';
import { run } from '../report/run/report.ts';
import type { RunFacts } from '../report/run/summary.ts';
import { type BuildOutput, createBuildOutput } from '../run/buildoutput.ts';
import { codeFolders } from '../run/codefolders.ts';
import { checkPackages } from '../run/lookahead.ts';
import { builtProgram, checkMakesProgram, planProgram } from '../run/program.ts';
import { damaged, refusedList } from '../toolchain/compiler.ts';
import { enter } from './enter.ts';
import { recordsOf } from './notfound.ts';
import { readExec, startedBy } from './runthrough.ts';

export interface RunFlags extends EngineFlags, ObserveFlags, JsonFlag, WidthFlag {
  readonly all: boolean;
}

export async function runProgram(context: Context, flags: RunFlags, words: readonly string[]): Promise<void> {
  const { progress, terminal } = context;
  const { value: moved, others } = takeFlag(context.goFlags, 'C');
  const { value: through, others: goFlags } = takeFlag(others, 'exec');
  const cwd = resolve(context.cwd, moved ?? '.');
  const [first] = words;
  const request = first !== undefined && isRequest(first, context.cwd) ? first : undefined;
  const packages = request === undefined ? words : words.slice(1);
  const plan = planProgram(packages, cwd, goFlags);
  checkPackages({ packages, flags: goFlags, cwd, env: context.env, one: true });
  const starter = readExec(through);
  const settled = goSettings(context.env)('GOFLAGS')?.value.split(/\s+/) ?? [];
  checkMakesProgram((flag) => takeFlag([...settled, ...goFlags], flag).value);
  if (context.hint !== undefined) progress.notice(context.hint);
  // Of the others the program will say so.
  for (const { text, isSaid } of ignoredSettings(context.env)) if (!isSaid) progress.notice(text);
  const engine = await context.engine(flags);
  const log = resolve(context.cwd, flags.log ?? (context.env[LOG_VARIABLE] || (await engine.newLog())));
  const session = await enter(context, { ...flags, log }, request, plan.folder);
  await engine.ready(session);

  context.process.exitCode = await engine.inFolder(async (output) => {
    const go = plan.go(output);
    const env = applyChanges(session.env, go.changes);
    progress.update({ step: `build ${basename(plan.folder)}`, minor: true });
    const printed = createBuildOutput((text) => progress.output(text));
    const onOutput = printed.take;
    const [status, folders] = await Promise.all([
      runChild('go', go.args, { env, cwd: plan.folder, onStart: session.started, onOutput }),
      codeFolders(env, plan.folder),
    ]);
    if (status !== 0) return await failedBuild(context, engine, session, { printed, status, json: flags.json });
    printed.release();
    progress.end(true);

    const program = builtProgram(output);
    // Before it runs: whatever it does to its own file changes nothing of the report.
    const [about, { built, notFound }] = await Promise.all([goVersionM(program, env), recordsOf(program)]);
    const modules = parseModules(about);
    const [command, ...startWords] = [...startedBy({ program, about }, session.env, starter, cwd), program];
    // The log may hold earlier runs, which are not this one's.
    const before = logFiles(log);
    const started = performance.now();
    const exit = await runChild(command ?? program, [...startWords, ...(context.rest ?? [])], {
      env: session.env,
      cwd,
      stdio: flags.json ? ['inherit', 2, 2] : 'inherit',
    });
    const durationMs = Math.round(performance.now() - started);
    const { version } = session.resolution;
    const facts = {
      log,
      program: basename(program),
      go: `go${version.name}`,
      toolchain: session.toolchain.name,
      decided: session.decided,
    };
    const { files, items } = addedSince(log, before);
    const known: RunFacts = {
      ...facts,
      files,
      unreadable: whyUnreadable(log),
      durationMs,
      exit,
      modules,
      folders: { ...folders, files: plan.files },
      built,
      notFound,
    };
    const summary = await run.make({ items, facts: known, groups: readGroups() });
    const document = () => run.document(summary, { home: context.env['HOME'] });
    if (flags.json) terminal.print(json({ value: summary, document }, {}));
    else {
      const paint = terminal.colour.stderr ? { paint: colours } : {};
      // The report has neutralised what came from the log; note() would take the colours for more of it.
      const room = flags.width ?? terminal.room.stderr;
      const options = {
        width: room,
        whole: flags.width === undefined && (flags.all || room === Infinity),
        all: flags.all,
        ...paint,
      };
      terminal.raw(`${text({ value: summary, document }, options)}\n`);
    }
    return exit;
  });
}

interface Failed {
  printed: BuildOutput;
  status: number;
  json: boolean;
}

/**
 * Why a program could not be built, where rto knows more than go, or a program asks; else go has said it.
 * @throws RTO_TOOLCHAIN_DAMAGED, RTO_OBSERVE, RTO_BUILD
 */
async function failedBuild(
  { progress }: Context,
  engine: Engine,
  { toolchain, observedBy }: Session,
  { printed, status, json }: Failed,
): Promise<number> {
  if (printed.crashed() && !(await engine.verifyStored(toolchain.base)).same)
    throw damaged(toolchain.version, 'a program of it crashed, and its bits are not what they were');
  const refusals = printed.refusals();
  if (refusals.length > 0) throw refusedList(refusals.join('\n'), observedBy);
  printed.release();
  progress.end(false);
  if (!json) return status;
  throw new RtoError('RTO_BUILD', 'go could not build the program', {
    facts: { status: String(status), said: printed.lastLines() },
    try: 'the same without --json shows all of it',
    exit: status,
  });
}

async function goVersionM(program: string, env: Record<string, string>): Promise<string> {
  let text = '';
  await runChild(join(env['GOROOT'] ?? '', 'bin', 'go'), ['version', '-m', program], {
    env,
    onOutput: (more) => (text += more),
  });
  return text;
}
