// Whole sessions as text: each *.txt beside this file is run line by line, and must read as it stands.
// A line `$ command` is run by sh, what follows is all it printed on either stream, then `[exit N]` where N is not 0.
// Lines from one `#` on to the next command are comments. `npx vitest run tests/integration -u` writes what is printed now.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { createWorld, type World } from './world.ts';

const FOLDER = import.meta.dirname;

let world: World;
beforeEach(async () => {
  world = createWorld();
  await world.install('1.23.12');
  await world.install('1.24.9');
});

it.each(readdirSync(FOLDER).filter((name) => name.endsWith('.txt')))('%s', async (name) => {
  const file = join(FOLDER, name);
  const session = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index, lines) => (line.startsWith('$ ') || isComment(lines, index) ? [line] : []));
  const shown = session.map((line) => (line.startsWith('$ ') ? play(line) : `\n${line}\n`)).join('');
  await expect(shown.trimStart()).toMatchFileSnapshot(file);
});

/** A `#` line counts where only such lines stand between it and the next command: output may begin with # as well. */
function isComment(lines: readonly string[], index: number): boolean {
  if (!lines[index]?.startsWith('# ')) return false;
  const next = lines.slice(index).find((line) => !line.startsWith('# '));
  return next?.startsWith('$ ') ?? false;
}

function play(line: string): string {
  const { status, stdout } = world.run(`{ ${line.slice(2)}\n} 2>&1`);
  const text = stdout
    .replaceAll(world.top, '/top')
    .replace(/(\/cache\/run\/)\d+-\w+/g, '$1RUN')
    .replace(/[0-9a-z]{32}(?=-rto-go-)/g, 'HASH')
    .replace(/(rto-go-[0-9.]+-)[0-9a-f]{12}/g, '$1RECIPE')
    .replace(/\b\d{4}-\d\d-\d\d(?=\b|T)/g, 'YYYY-MM-DD')
    .replace(/(?<=YYYY-MM-DD)T\d\d:\d\d:\d\d\.\d{3}Z/g, 'Thh:mm:ss.sssZ')
    .replace(/"[0-9a-f]{64}"/g, '"RECIPE"')
    .replace(/.+/g, ofAnySystem);
  const end = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${line}\n${end}${status === 0 ? '' : `[exit ${status}]\n`}`;
}

const GO_SYSTEM = /(linux|darwin)-(amd64|arm64)/g;
const NIX_SYSTEM = /(x86_64|aarch64)-(linux|darwin)/g;

/** A line that names one system names this machine's; one that names several is the same on all of them. */
const ofAnySystem = (line: string): string =>
  new Set(line.match(GO_SYSTEM)).size > 1 ? line : line.replace(GO_SYSTEM, 'SYSTEM').replace(NIX_SYSTEM, 'NIXSYSTEM');
