// What formatChanges writes is read by the real shells.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { formatChanges, type ShellName } from '../../driver/terminal/exports.ts';

const VALUES = [
  'plain',
  '',
  'with space',
  "it's",
  "''",
  '"double"',
  'dollar $HOME `id` $(id)',
  'back\\slash\\',
  'two\nlines',
  'end newline\n',
  '!history',
  '*?[a]~{b,c}',
  '; rm -rf x #',
  'ünïcode 漢字',
  "\\'",
];

describe.each<ShellName>(['bash', 'zsh', 'fish'])('%s', (shell) => {
  it.each(VALUES)('reads %j as it is', (value) => {
    const script = `${formatChanges({ RTO_TEST: value }, shell)}printenv RTO_TEST`;
    const ran = spawnSync(shell, ['-c', script], {
      env: { PATH: '/usr/bin:/bin', HOME: '/nonexistent' },
      encoding: 'utf8',
    });
    expect(ran.stdout).toBe(`${value}\n`);
  });

  it('reads a PATH, and loses what is removed', () => {
    const path = "/it's here/bin:/usr/bin:/bin";
    const text = formatChanges({ PATH: path, GONE: undefined }, shell);
    const ran = spawnSync(shell, ['-c', `${text}printenv PATH; printenv GONE; echo rest`], {
      env: { PATH: '/usr/bin:/bin', HOME: '/nonexistent', GONE: 'x' },
      encoding: 'utf8',
    });
    expect(ran.stdout).toBe(`${path}\nrest\n`);
  });
});

it('zsh reads it with RC_QUOTES too', () => {
  const script = `setopt rcquotes\n${VALUES.map((value, index) => formatChanges({ [`V${index}`]: value }, 'zsh')).join('')}`;
  const print = VALUES.map((_, index) => `printf '%s|' "$V${index}"`).join('\n');
  const ran = spawnSync('zsh', ['-f', '-c', `${script}${print}`], { encoding: 'utf8' });
  expect(ran.stdout).toBe(VALUES.map((value) => `${value}|`).join(''));
});

it('is sorted by name, one command a line', () => {
  expect(formatChanges({ B: '2', A: '1', C: undefined }, 'bash')).toBe("export A='1'\nexport B='2'\nunset C\n");
  expect(formatChanges({ B: '2', C: undefined }, 'fish')).toBe("set -gx B '2'\nset -e C\n");
});
