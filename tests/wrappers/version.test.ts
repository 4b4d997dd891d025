// The version in every binary's stamp is rto's own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot, version } from '../../driver/package.ts';

it('is that of package.json', () => {
  const text = readFileSync(join(packageRoot(), 'wrappers/runtime/goos/rto_stamp.go'), 'utf8');
  expect(text).toContain(`const rtoVersion = "${version()}"\n`);
});
