// rto build and rto test: the go command of that name, in the instrumented toolchain; its arguments pass unchanged.
import { basename, resolve } from 'node:path';
import type { Command } from '@stricli/core';
import type { Context } from '../cli/context.ts';
import { define } from '../cli/define.ts';
import { readGoFlag, takeFlag } from '../cli/goflags.ts';
import { type EngineFlags, engineFlags, type ObserveFlags, observeFlags, optionalRequest } from '../cli/options.ts';
import { RtoError } from '../errors.ts';
import { addedSince, logFiles } from '../events/logfiles.ts';
import { LOG_VARIABLE } from '../observe/environment.ts';
import { checkPackages, packagesAmong } from '../run/lookahead.ts';
import type { Terminal } from '../terminal/terminal.ts';

function goCommand(name: 'build' | 'test', examples: readonly string[]): Command<Context> {
  return define<EngineFlags & ObserveFlags, [request?: string]>(
    {
      brief: `Run go ${name} with instrumented Go`,
      usage: "[OPTIONS] [REQUEST] [--] [go's flags and packages]",
      text: `Runs go ${name} with instrumented Go; its exit status is go's. Options of rto, REQUEST and go's flags come first, in any order; what stands behind the package or a -- is go's.${name === 'test' ? ' Where a log is asked for, tests run even if go has kept their results (-count=1). With --log, a summary of what they added to it goes to standard error.' : ''}`,
      examples,
    },
    { flags: { ...engineFlags, ...observeFlags }, positional: optionalRequest },
    async function (flags, request) {
      const { enter } = await import('./enter.ts');
      const { refusedList } = await import('../toolchain/compiler.ts');
      const { runChild } = await import('../process/process.ts');
      const { createRefusalFilter } = await import('../run/refusals.ts');
      const rest = this.rest ?? [];
      const folder = resolve(this.cwd, folderOf(rest) ?? '.');
      const packages = packagesAmong(rest, (flag) => readGoFlag(flag).takesNext);
      if (packages !== undefined) checkPackages({ packages, flags: rest, cwd: folder, env: this.env });
      const session = await enter(this, flags, request, folder);
      const { env, started } = session;
      await (await this.engine(flags)).ready(session);
      const logs = flags.log !== undefined || (this.env[LOG_VARIABLE] ?? '') !== '';
      const args = name === 'test' && logs ? uncached(rest) : rest;
      const before = logBefore(name === 'test' ? flags.log : undefined, this.cwd);
      const since = Date.now() - CLOCKS_DIFFER;
      const printed = createRefusalFilter((bytes) => this.terminal.raw(bytes));
      const status = await runChild('go', [name, ...args], {
        ...{ env, cwd: this.cwd, onStart: started, onErrorOutput: printed.take },
      });
      const refusals = printed.end();
      if (refusals.length > 0) throw refusedList(refusals.join('\n'), session.observedBy, status);
      this.process.exitCode = status;
      if (name === 'build' && status === 0)
        await sayNotFound(this.terminal, resolve(folder, outputOf(rest) ?? '.'), since);
      if (before !== undefined) await summariseTests(this, before, { env, folder });
    },
  );
}

/** The log of --log, which tests add to. */
interface LogBefore {
  /** Absolute. */
  log: string;
  /** What logFiles said of it. */
  files: ReadonlyMap<string, number>;
}

const logBefore = (log: string | undefined, cwd: string): LogBefore | undefined =>
  log === undefined ? undefined : { log: resolve(cwd, log), files: logFiles(resolve(cwd, log)) };

/** What the tests added to the log, as `rto run` says it: on standard error. Nothing where they added nothing. */
async function summariseTests(
  { terminal, env: own }: Context,
  { log, files: before }: LogBefore,
  { env, folder }: { env: Readonly<Record<string, string>>; folder: string },
): Promise<void> {
  const { files, items } = addedSince(log, before);
  if (files.length === 0) return;
  const { codeFolders } = await import('../run/codefolders.ts');
  const { readGroups } = await import('../operations/groups.ts');
  const { run } = await import('../report/run/report.ts');
  const { text } = await import('../format/text.ts');
  const { colours } = await import('../format/paint.ts');
  const facts = { log, files, program: 'the tests', folders: await codeFolders(env, folder) };
  const summary = await run.make({ items, facts, groups: readGroups() });
  const room = terminal.room.stderr;
  const drawn = { value: summary, document: () => run.document(summary, { home: own['HOME'] }) };
  const paint = terminal.colour.stderr ? { paint: colours } : {};
  terminal.raw(`${text(drawn, { width: room, whole: room === Infinity, ...paint })}\n`);
}

/** Milliseconds by which the time of a file may lie before the clock's. */
const CLOCKS_DIFFER = 20;

/** Says which names the programs of a build were to observe and do not hold: a misspelt one would go unseen. */
async function sayNotFound(terminal: Terminal, output: string, since: number): Promise<void> {
  const { builtPrograms, recordsOf } = await import('./notfound.ts');
  for (const program of builtPrograms(output, since)) {
    try {
      for (const { asked, reason } of (await recordsOf(program)).notFound)
        terminal.note(`${asked} was asked for and is not in ${basename(program)}: ${reason}`);
    } catch (error) {
      // The build is done all the same.
      if (!(error instanceof RtoError)) throw error;
      terminal.note(`what ${basename(program)} observes cannot be told: ${error.message}`);
    }
  }
}

/** go's -C, which go takes as the first flag only: the project is there, and so is its go.mod. */
const folderOf = (words: readonly string[]): string | undefined => takeFlag(words.slice(0, 2), 'C').value;

/** go build's -o. */
const outputOf = (words: readonly string[]): string | undefined => takeFlag(words, 'o').value;

/** go test's arguments with -count=1 where they do not say: a result that go has kept runs nothing and leaves no events. */
function uncached(words: readonly string[]): string[] {
  const own = words.includes('-args') ? words.slice(0, words.indexOf('-args')) : words;
  if (own.some((word) => /^--?(?:test\.)?count(?:=|$)/.test(word))) return [...words];
  const first = folderOf(words) === undefined ? 0 : /=/.test(words[0] ?? '') ? 1 : 2; // -C stays first
  return [...words.slice(0, first), '-count=1', ...words.slice(first)];
}

export const build = goCommand('build', ['rto build 1.24 -o app ./cmd/app', 'rto build --observe crypto ./...']);
export const test = goCommand('test', ['rto test 1.24 -run TestX ./...', 'rto test --log events.jsonl -race ./...']);
