// Where a log is written, and where not. Each program runs in a mount and a UTS namespace of the test's own: what it could
// harm by a mistake is not the machine's.
import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLog } from '../../driver/cache/scratch.ts';
import { buildObserved } from '../support/program.ts';
import { tempFolder } from '../support/temp.ts';
import { isRoot, NOBODY } from './support.ts';

const separate = spawnSync('unshare', ['-mu', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

let folder: string;
let program: string;
beforeAll(async () => {
  folder = tempFolder('log');
  const source = join(folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'go.mod'), 'module m\n\ngo 1.24\n');
  writeFileSync(join(source, 'main.go'), 'package main\n\nimport "reflect"\n\nfunc main() { reflect.ValueOf(1) }\n');
  program = join(folder, 'program');
  if (separate) await buildObserved('1.24', source, program, { observe: 'reflect' });
});

/** Runs a script in a folder of everybody's that nobody else sees, with `observed` to run the program with that log. */
function alone(script: string) {
  const observed = `observed() { INSTRUMENTATION_LOG_PATH=$1 '${program}'; }`;
  const all = `mount -t tmpfs -o mode=1777 none /mnt; cd /mnt; hostname before; ${observed}; ${script}`;
  const { status, stdout, stderr } = spawnSync('unshare', ['-mu', 'sh', '-euc', all], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe.skipIf(!separate)('a program', () => {
  it.each<[where: string, script: string, kept: string, why: RegExp]>([
    ['through a link', 'echo kept > f; ln -s f log; observed /mnt/log; cat f', 'kept', /symbolic link/],
    ['through a link that leads nowhere', 'ln -s f log; observed /mnt/log; ls', 'log', /symbolic link/],
    [
      'into a file of another user',
      `echo kept > log; chown ${NOBODY} log; chmod 666 log; observed /mnt/log; cat log`,
      'kept',
      /belongs to another user/,
    ],
    ["into the kernel's files", 'observed /proc/sys/kernel/hostname; hostname', 'before', /kernel's own files/],
    [
      "into the kernel's files by a folder",
      'ln -s /proc/sys/kernel dir; observed /mnt/dir/hostname; hostname',
      'before',
      /kernel's own files/,
    ],
    ['into a folder', 'mkdir log; observed /mnt/log; ls', 'log', /opened|no file/],
  ])('writes nothing %s, and says why', (_where, script, kept, why) => {
    const { status, stdout, stderr } = alone(script);
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${kept}\n` });
    expect(stderr).toMatch(why);
  });

  const event = expect.stringContaining('"operation":"reflect.ValueOf"');
  it.each<[where: string, script: string]>([
    ['into a new file', 'observed /mnt/log; cat log'],
    ['into its own file', 'echo before > log; observed /mnt/log; cat log'],
    // Held open for reading, so that the program finds a reader whoever is first.
    ['into its own FIFO', 'mkfifo log; exec 3<>log; observed /mnt/log; head -n 2 <&3'],
    [
      'through a link, where that is asked for',
      'ln -s f log; INSTRUMENTATION_LOG_FOLLOW=true observed /mnt/log; cat f',
    ],
    [
      'into a file of another user, where that is asked for',
      `touch log; chown ${NOBODY} log; export INSTRUMENTATION_LOG_FOLLOW=true; observed /mnt/log; cat log`,
    ],
  ])('writes %s', (_where, script) => {
    expect(alone(script)).toEqual({ status: 0, stdout: event, stderr: '' });
  });

  it('makes a file that nobody else reads', () => {
    expect(alone('umask 0; observed /mnt/log; stat -c %a log').stdout).toBe('600\n');
  });
});

describe('rto refuses the same before it runs anything:', () => {
  const at = (name: string) => join(folder, name);
  const refusal = (because: RegExp, next: RegExp) =>
    expect.objectContaining({
      code: 'RTO_LOG_WRITE',
      facts: { because: expect.stringMatching(because) },
      try: expect.stringMatching(next),
    });
  const follow = { INSTRUMENTATION_LOG_FOLLOW: 'true' };

  it('a link', () => {
    writeFileSync(at('target'), 'kept');
    symlinkSync('target', at('link'));
    symlinkSync('nowhere', at('dangling'));
    for (const name of ['link', 'dangling'])
      expect(() => checkLog(at(name), {})).toThrow(
        refusal(/symbolic link$/, /^name what it leads to, or set INSTRUMENTATION_LOG_FOLLOW=true$/),
      );
    checkLog(at('link'), follow);
    expect(readFileSync(at('target'), 'utf8')).toBe('kept');
  });

  it("the kernel's files", () => {
    expect(() => checkLog('/proc/sys/kernel/hostname', {})).toThrow(refusal(/kernel's own/, /^name another file$/));
    expect(() => checkLog('/proc/self/log', {})).toThrow(refusal(/kernel's own/, /^name another file$/));
  });

  it.skipIf(!isRoot)('a file of another user', () => {
    writeFileSync(at('foreign'), '');
    chownSync(at('foreign'), NOBODY, NOBODY);
    expect(() => checkLog(at('foreign'), {})).toThrow(refusal(/belongs to user 65534$/, /^name a file of your own/));
    checkLog(at('foreign'), follow);
  });

  it('what is no file, and what is in no folder', () => {
    expect(() => checkLog(folder, {})).toThrow(refusal(/is a folder$/, /^name a file in it: .*\/events\.jsonl$/));
    expect(() => checkLog(at('gone/log'), {})).toThrow(refusal(/ENOENT/, /^name a file in a folder that is there/));
  });

  it('but no device, and no file of its own', () => {
    checkLog('/dev/null', {});
    checkLog(at('own'), {});
    checkLog(at('own'), {});
  });
});
