// What holds for every builder script.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/paths.ts';
import { run } from '../support/rto.ts';

const FOLDER = join(ROOT, 'overlays', 'builders');

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');

  it('stops at the first fault, and ends with exit 0: Nix may kill a builder that closed its output otherwise', () => {
    expect(text).toMatch(/^set -euo pipefail$/m);
    expect(text.endsWith('\nexit 0\n')).toBe(true);
  });

  it('says what it is, and what it is given', () => {
    expect(text).toMatch(/^# Builder: .*\n(# .*\n)*# In: /);
  });

  it('is bash', async () => {
    expect(await run('bash', ['-n', join(FOLDER, name)])).toMatchObject({ status: 0, stderr: '' });
  });
});
