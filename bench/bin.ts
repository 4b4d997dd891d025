// `npm run bench`: options, one run, and what is printed and written of it.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../driver/errors.ts';
import { interruptedBy } from '../driver/interrupt.ts';
import { exitStatus, formatError } from '../driver/terminal/errors.ts';
import { compareRows } from './core/compare.ts';
import { brokenLimits, type Limits, looseLimits, parseLimits } from './core/limits.ts';
import { formatResult, type Result, readResult } from './core/result.ts';
import { ROOT } from './machine/root.ts';
import { HELP, type Options, parseOptions } from './options.ts';
import { chartSvg } from './report/chart.ts';
import { commentMarkdown } from './report/markdown.ts';
import { writePages } from './report/pages.ts';
import { peerCells } from './report/peers.ts';
import {
  brokenText,
  comparedText,
  headText,
  looseText,
  peersText,
  planText,
  subjectText,
  targetsText,
} from './report/text.ts';
import { runBench } from './run.ts';
import { suites } from './suites.ts';

const { stdout, stderr } = process;

try {
  process.exitCode = await main(parseOptions(process.argv.slice(2)));
} catch (error) {
  clear();
  stderr.write(`${formatError(error, { verbose: false, colour: false })}\n`);
  process.exitCode = exitStatus(error);
}

async function main(options: Options): Promise<number> {
  const limits = parseLimits(readFileSync(join(ROOT, 'bench', 'limits.toml'), 'utf8'));
  if (options.help) return said(HELP);
  if (options.list)
    return said(
      `${suites()
        .flatMap((suite) => suite.rowNames())
        .join('\n')}\n`,
    );
  if (options.pages !== undefined) return said(writePages(readResult(options.pages), limits));
  const old = options.compare === undefined ? undefined : readResult(options.compare);
  const print = (text: string) => {
    clear();
    if (!options.json) stdout.write(`${text}\n\n`);
  };
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort(interruptedBy('SIGINT')));
  let written: string | undefined;
  const result = await runBench({
    ...options,
    request: options.go,
    limits: options.gate ? limits : new Map(),
    suites: suites(),
    signal: interrupted.signal,
    onStart: (about) => print(headText(about)),
    onProgress: progress,
    onPlan: (planned) => print(planText(planned, lastResult(outFolder(options.out)))),
    onNotRun: (subject, why) => print(`${subject}  not run: ${why}`),
    onSubject: (measured, rows, soFar) => {
      print(subjectText(measured, rows, limits));
      written = `${nameOf(soFar, options.out)}.json`;
      writeFileSync(written, formatResult(soFar));
    },
  }).finally(() => {
    if (interrupted.signal.aborted && written !== undefined) print(`Until here: ${written}`);
  });
  clear();
  if (options.json) stdout.write(formatResult(result));
  print(targetsText(result.rows, limits));
  if (peerCells(result).length > 0) print(peersText(result));
  const compared = old && compareRows(old.rows, result.rows);
  if (compared) print(comparedText(compared));
  print(write(result, limits, options.out, compared));
  if (!options.gate) return EXIT.done;
  const loose = looseLimits(result.rows, limits);
  if (loose.length > 0) print(looseText(loose, limits));
  const broken = brokenLimits(result.rows, limits);
  if (broken.length === 0)
    return said('The gate is passed: every row that was measured keeps its limit.\n', options.json);
  stderr.write(`${brokenText(broken, limits)}\n`);
  return EXIT.no;
}

function said(text: string, quiet = false): number {
  if (!quiet) stdout.write(text);
  return EXIT.done;
}

function outFolder(out: string | undefined): string {
  return out ?? join(ROOT, 'bench', 'results');
}

/** The newest result in a folder, for how long things take; undefined where there is none that can be read. */
function lastResult(folder: string): Result | undefined {
  if (!existsSync(folder)) return undefined;
  const newest = readdirSync(folder)
    .filter((name) => /^\d{8}T\d{6}Z\.json$/.test(name))
    .sort()
    .at(-1);
  const path = newest ?? 'reference.json';
  return existsSync(join(folder, path)) ? readResult(join(folder, path)) : undefined;
}

/** Path of a result's files without their ending; its folder is made. */
function nameOf({ date }: Result, out: string | undefined): string {
  const folder = outFolder(out);
  mkdirSync(folder, { recursive: true });
  return join(folder, date.replace(/[-:]|\.\d+/g, ''));
}

/** Writes the three files, and says where. */
function write(
  result: Result,
  limits: Limits,
  out: string | undefined,
  compared: ReturnType<typeof compareRows> | undefined,
): string {
  const name = nameOf(result, out);
  const { versions, machine } = result;
  writeFileSync(`${name}.json`, formatResult(result));
  writeFileSync(`${name}.md`, `${commentMarkdown(result, limits, compared)}\n`);
  writeFileSync(`${name}.svg`, chartSvg(result.rows, `rto ${versions['rto']}, Go ${versions['go']}, ${machine.cpu}`));
  return `${result.seconds.toFixed(0)} s; written: ${name}.{json,md,svg}`;
}

/** One line that is drawn over, on a terminal; nothing elsewhere. */
function progress(text: string): void {
  if (stderr.isTTY) stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns ?? 80) - 1)}`);
}

function clear(): void {
  if (stderr.isTTY) stderr.write('\r\u001b[K');
}
