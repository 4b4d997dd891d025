// Flags of the go command as rto reads them, and as go's own help tells of them.
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { readGoFlag } from '../../driver/cli/goflags.ts';
import { BIN } from '../support/paths.ts';
import { testEnvironment } from '../support/rto.ts';

it.each(['1.19', '1.27'])('every flag that go %s tells of in its help takes its value as rto thinks', (minor) => {
  const help = ['build', 'testflag', 'test', 'run'].map((topic) => {
    const args = [BIN, 'exec', minor, '--', 'go', 'help', topic];
    return spawnSync(process.execPath, args, { env: testEnvironment(), encoding: 'utf8' }).stdout;
  });
  const flags = [...help.join('\n').matchAll(/^\t(-[a-z]+)(?: ([a-z'[][^ ]*(?: [^ ]+){0,4}))?$/gm)];
  expect(flags.length).toBeGreaterThan(50);
  // Behind -args all is the test's: rto need not know more.
  for (const [line, flag = '', value] of flags.filter(([, flag]) => flag !== '-args'))
    expect(readGoFlag(flag).takesNext, line).toBe(value !== undefined && !value.startsWith('['));
});
