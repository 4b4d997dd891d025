// A cache or a store on a disk that is read-only: said as it is, with what to do.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from './world.ts';

// A mount that nobody else sees and that goes away with its process. Some containers forbid it.
const MOUNT = 'mount -t tmpfs -o ro none /mnt';
const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', MOUNT]).status === 0;

let world: World;
beforeAll(async () => {
  world = createWorld();
  await world.install('1.23.12');
  writeFileSync(join(world.cwd, 'go.mod'), 'module example.com/app\n');
  writeFileSync(join(world.cwd, 'main.go'), 'package main\n');
});

describe.skipIf(!canMount)('a read-only cache', () => {
  it.each([
    ['rto run 1.23 .', 'RTO_CACHE_WRITE'],
    ['rto run --log x.jsonl 1.23 .', 'RTO_CACHE_WRITE'],
    ['GOPROXY=file:///absent rto install 1.24', 'RTO_SOURCE_DISK'],
  ])('%s: %s', (line, code) => {
    const command = line.replace('rto', 'RTO_CACHE=/mnt/deep/er rto');
    const { status, stderr } = world.run(`unshare -rm sh -c '${MOUNT} && ${command}'`);
    expect(stderr).toContain(`[${code}]`);
    expect(stderr).toMatch(/EROFS: read-only file system, mkdir '\/mnt\/deep'/);
    expect(stderr).toMatch(/^ +try +set RTO_CACHE /m);
    expect(status).toBe(1);
  });
});

it.skipIf(!canMount)('a store that can only be read is no fault: what is in it works', () => {
  const script = `${MOUNT} && RTO_HOME=/mnt rto doctor --offline | grep -A1 " store:"`;
  const { stdout } = world.run(`unshare -rm sh -c '${script}'`);
  expect(stdout).toBe(
    'warning  store: /mnt can be read and not written: what is installed works, nothing can be added\n' +
      '         try: set RTO_HOME to a folder that you can write to\n',
  );
});
