// Before any test: rto and its benchmark are compiled, once for all files of all projects.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export default function build(): void {
  const cwd = join(import.meta.dirname, '..');
  const { status } = spawnSync('npm', ['run', '--silent', 'build:bench'], { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm run build:bench failed: what it said stands above');
}
