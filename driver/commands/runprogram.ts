// What `rto run` does: build, run with a log, summarise. Loaded by run.ts when it is really run.
import { basename, join, resolve } from 'node:path';
import { addedSince, logFiles, whyUnreadable } from '../events/logfiles.ts';
import { type ModuleInfo, parseModules } from '../names/modules.ts';
import { formatSummary } from '../report/format.ts';
import { colours } from '../report/paint.ts';
import { summarise } from '../report/summary.ts';
import { codeFolders } from '../toolchain/codefolders.ts';
import { applyChanges, LOG_VARIABLE } from '../toolchain/environment.ts';
import { runChild } from '../toolchain/process.ts';
import { builtProgram, planProgram } from '../toolchain/program.ts';
import type { Context } from './context.ts';
import { enter } from './enter.ts';
import { recordsOf } from './notfound.ts';
import { isRequest } from './request.ts';
import type { RunFlags } from './run.ts';

export async function runProgram(context: Context, flags: RunFlags, words: readonly string[]): Promise<void> {
  const { cwd, progress, terminal } = context;
  const [first] = words;
  const request = first !== undefined && isRequest(first, cwd) ? first : undefined;
  const plan = planProgram(request === undefined ? words : words.slice(1), cwd, request);
  const engine = await context.engine(flags);
  const log = resolve(cwd, flags.log ?? (context.env[LOG_VARIABLE] || (await engine.newLog())));
  const session = await enter(context, { ...flags, log }, request, plan.folder);

  context.process.exitCode = await engine.inFolder(async (output) => {
    const go = plan.go(output);
    const env = applyChanges(session.env, go.changes);
    progress.update({ step: `build ${basename(plan.folder)}`, minor: true });
    const onOutput = (text: string) => progress.output(text);
    const [status, folders] = await Promise.all([
      runChild('go', go.args, { env, cwd: plan.folder, onStart: session.started, onOutput }),
      codeFolders(env, plan.folder),
    ]);
    progress.end(status === 0);
    if (status !== 0) return status;

    const program = builtProgram(output);
    // Before it runs: what it does to its own file changes nothing of what is said of it.
    const [modules, { built, notFound }] = await Promise.all([modulesOf(program, env), recordsOf(program)]);
    // The log may hold earlier runs, which are not this one's.
    const before = logFiles(log);
    const started = performance.now();
    const exit = await runChild(program, context.rest ?? [], {
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
    const summary = await summarise(items, {
      ...facts,
      files,
      unreadable: whyUnreadable(log),
      durationMs,
      exit,
      modules,
      folders: { ...folders, files: plan.files },
      built,
      notFound,
    });
    if (flags.json) terminal.json(summary);
    else {
      const paint = terminal.colour.stderr ? { paint: colours } : {};
      // The report has neutralised what came from the log; note() would take the colours for more of it.
      const text = formatSummary(summary, {
        width: flags.width ?? terminal.width,
        whole: flags.width === undefined && (flags.all || !terminal.narrow),
        all: flags.all,
        home: context.env['HOME'],
        ...paint,
      });
      terminal.raw(`${text}\n`);
    }
    return exit;
  });
}

/** What `go version -m` says of the program. */
async function modulesOf(program: string, env: Record<string, string>): Promise<ModuleInfo | undefined> {
  let text = '';
  await runChild(join(env['GOROOT'] ?? '', 'bin', 'go'), ['version', '-m', program], {
    env,
    onOutput: (more) => (text += more),
  });
  return parseModules(text);
}
