// Where things lie: the repository, what is built of it, and what tests share.
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
export const BIN = join(ROOT, 'dist', 'bin.js');
export const EXAMPLE = join(ROOT, 'tests', 'apps', 'example');

/** Toolchains that tests install stay here, so that only the first run of the suite makes them. */
export const SHARED = process.env['RTO_TEST_HOME'] ?? join(tmpdir(), 'rto-test-home');
