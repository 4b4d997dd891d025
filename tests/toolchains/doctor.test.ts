// rto doctor inside the environment of a real toolchain: it proves itself by a build, and what breaks it is found.
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Finding } from '../../driver/doctor/finding.ts';
import { BIN } from '../support/paths.ts';
import { rto } from '../support/rto.ts';
import { stockGoroot } from '../support/stock.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('doctor');

let version: string;
beforeAll(async () => {
  ({ version } = JSON.parse((await rto(['resolve', '--json', '1.24'])).stdout));
  writeFileSync(join(folder, 'go.mod'), `module example.com/app\n\ngo ${version}\n`);
});

/** What doctor finds inside rto exec, after shell commands that change the environment. */
async function examine(before: string, observe = 'reflect,crypto') {
  const script = `${before}\nexec '${process.execPath}' '${BIN}' doctor --offline --json`;
  // What the tester's own go env -w says is not the test's.
  const env = { GOENV: join(folder, 'env') };
  const args = ['exec', '--observe', observe, '1.24', '--', 'sh', '-c', script];
  const { status, stdout, stderr } = await rto(args, { cwd: folder, env });
  expect(stderr.includes('error'), stderr).toBe(false);
  const { faults, findings }: { faults: number; findings: Finding[] } = JSON.parse(stdout);
  const found = (check: string) => findings.find((finding) => finding.check === check);
  return { status, faults, found };
}

it('finds an environment of its own in order', async () => {
  const { status, faults, found } = await examine('');
  expect([status, faults]).toEqual([0, 0]);
  expect(found('toolchain')).toMatchObject({ level: 'ok', text: expect.stringContaining(`go${version}: `) });
  expect(found('PATH')).toMatchObject({ level: 'ok', text: expect.stringContaining(`instrumented go${version}`) });
  expect(found('probe')?.text).toMatch(/^a program built here observes crypto,reflect \(\d+ hooks in it\)$/);
});

it.each<[string, string, string, RegExp]>([
  ['stock go first on PATH', 'PATH="$STOCK/bin:$PATH"', 'PATH', /^the first go on PATH is stock/],
  ['stock GOROOT', 'export GOROOT="$STOCK"', 'probe', /^a program built here is not instrumented|could not be built/],
  ['a GOROOT left by go env -w', `unset GOROOT; echo "GOROOT=$STOCK" > "$GOENV"`, 'GOROOT', /makes go use another/],
  [
    'flags that go refuses',
    'export GOFLAGS=-overlay=absent.json',
    'probe',
    /^a program could not be built here: .*absent/,
  ],
])('finds %s', async (_why, before, check, text) => {
  const { status, faults, found } = await examine(`STOCK='${await stockGoroot(version)}'\n${before}`);
  rmSync(join(folder, 'env'), { force: true });
  expect(status).toBe(3);
  expect(faults).toBeGreaterThan(0);
  expect(found(check)).toMatchObject({ level: 'fault', text: expect.stringMatching(text) });
});

it('says when nothing is asked for, or the project means another Go', async () => {
  const { status, found } = await examine('unset GO_INSTRUMENT; sed -i s/1.24.*/1.23/ go.mod');
  writeFileSync(join(folder, 'go.mod'), `module example.com/app\n\ngo ${version}\n`);
  expect(status).toBe(0);
  expect(found('observed')).toMatchObject({ level: 'warning' });
  expect(found('probe')).toMatchObject({ level: 'warning', text: expect.stringMatching(/observes nothing$/) });
});

it('finds a damaged compiler', async () => {
  const goroot = dirname(dirname((await rto(['which', '1.24'])).stdout.trim()));
  expect(goroot).toContain('rto-go-');
  // A copy of the tree's links with another compiler, named by PATH and GOROOT as rto would.
  const copy = join(folder, 'copy');
  const before = `mkdir -p '${copy}/pkg/tool/linux_amd64' && cd '${copy}' && ln -s '${goroot}'/* . 2>/dev/null
cp -r '${goroot}/bin' bin2 && rm -f bin && mv bin2 bin
ln -s '${goroot}'/pkg/include pkg/ && ln -s '${goroot}'/pkg/tool/linux_amd64/* pkg/tool/linux_amd64/
ln -sf compile.stock pkg/tool/linux_amd64/compile
cd '${folder}'; export GOROOT='${copy}' PATH='${copy}/bin':"$PATH"`;
  const { status, found } = await examine(before);
  expect(status).toBe(3);
  expect(found('probe')).toMatchObject({
    level: 'fault',
    text: 'a program built here observes nothing, though GO_INSTRUMENT=reflect,crypto is set',
  });
});
