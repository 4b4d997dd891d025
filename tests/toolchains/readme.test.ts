// The commands of README.md's "Everyday use", each run as it stands there: it must print what the page shows.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BIN, ROOT } from '../support/paths.ts';
import { run } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('readme');
const bin = join(folder, 'bin');
mkdirSync(bin);
writeFileSync(join(bin, 'rto'), `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`);
chmodSync(join(bin, 'rto'), 0o755);

const [, block = ''] = /```console\n(.*?)```/s.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
/** Each command with the lines below it. */
const session = block
  .split(/^\$ /m)
  .slice(1)
  .map((part) => part.trimEnd().split('\n'))
  .map(([command = '', ...shown]) => ({ command, shown }));

it('has six commands of everyday use and more', () => expect(session.length).toBeGreaterThanOrEqual(6));

// In the order of the page: a command reads what an earlier one has written.
it.sequential.each(session)('$command', async ({ command, shown }) => {
  const env = { PATH: `${bin}:${process.env['PATH']}` };
  const ran = await run('sh', ['-c', command.replaceAll('/tmp/', `${folder}/`)], { env });
  expect(ran.status, ran.stderr).toBe(0);
  const printed = ran.stdout
    .replaceAll(`${ROOT}/`, '/src/')
    .split('\n')
    .map((line, index) => cut(line, shown[index]));
  expect(printed).toEqual([...shown, '']);
});

/** Where a line of the page ends in an ellipsis, what stands there differs from run to run: a time. */
function cut(line: string, shown = ''): string {
  return shown.endsWith('…') ? `${line.slice(0, shown.length - 1)}…` : line;
}
