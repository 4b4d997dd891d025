// A release that no catalog knows, chosen by a mere line in go.mod: nothing of it is run before it is proved.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostPlatform } from '../../driver/version/platform.ts';
import { createWorld, type World } from '../integration/world.ts';
import { type Server, serve } from '../source/server.ts';
import { filler, Log, makeSigner, record } from '../source/sumdb/logmaker.ts';
import { makeToolchain, STOCK } from '../source/zipmaker.ts';
import { run } from '../support/rto.ts';

const platform = hostPlatform();
const MODULE = `v0.0.1-go1.24.99.${platform}`;
const signer = makeSigner();

let world: World;
let server: Server;
let mark: string;
beforeEach(async () => {
  world = createWorld();
  mark = join(world.top, 'was-run');
  writeFileSync(join(world.cwd, 'go.mod'), 'module m\n\ngo 1.24.99\n');
  writeFileSync(join(world.cwd, 'main.go'), 'package main\n\nfunc main() {}\n');
  const tool = `pkg/tool/${platform.replace('-', '_')}/compile`;
  // It leaves a mark, and as an installer makes just what rto looks for.
  const go = `#!/bin/sh
touch '${mark}'
[ "$1" = run ] || { echo 'go version go1.24.99 fake'; exit; }
cd "$4" && recipe=$(printf %s "$5" | sed 's/.*"recipe":"\\([0-9a-f]*\\)".*/\\1/')
printf '{"go":"1.24.99","platform":"linux-amd64","recipe":"%s"}' "$recipe" > rto.json
mkdir -p src/runtime src/internal/goos && touch src/runtime/rto.go src/internal/goos/rto_stamp.go
mv ${tool} ${tool}.stock && printf '#!/bin/sh\\necho "compile rto=%s:"\\n' "$recipe" > ${tool} && chmod +x ${tool}
`;
  const zip = makeToolchain(MODULE, { ...STOCK, [tool]: 'compile\n', 'bin/go': go });
  // The log knows that release by another hash: what is served was never published.
  const log = new Log(signer, [...filler(9), record(MODULE)]);
  server = await serve((request, response) => {
    const url = request.url ?? '';
    if (url.endsWith('.zip')) return void response.end(request.method === 'HEAD' ? undefined : zip);
    try {
      const path = decodeURIComponent(url.replace(`/sumdb/${signer.name}/`, ''));
      response.end(path === 'supported' ? '' : log.read(path));
    } catch {
      response.writeHead(404).end();
    }
  });
});
afterEach(() => server.close());

const rto = (args: string, env: Record<string, string>) =>
  run('sh', ['-c', `rto ${args}`], { cwd: world.cwd, env: { ...world.env, GOPROXY: server.url, ...env } });

describe('is refused, and its go is not run, with', () => {
  const GOSUMDB = signer.key;
  it.each<[Record<string, string>, code: string]>([
    [{ GOSUMDB: 'off' }, 'RTO_UNPROVED'],
    [{ GOSUMDB: 'off', GONOSUMDB: 'golang.org/toolchain' }, 'RTO_UNPROVED'],
    [{ GOSUMDB }, 'RTO_SOURCE_HASH'],
    [{ GOSUMDB, GONOSUMDB: 'golang.org/toolchain' }, 'RTO_SOURCE_HASH'],
    [{ GOSUMDB, GONOSUMDB: '*', GOPRIVATE: '*' }, 'RTO_SOURCE_HASH'],
    [{ GOSUMDB, GOPRIVATE: 'golang.org/*', GOFLAGS: '-insecure', GONOPROXY: '*' }, 'RTO_SOURCE_HASH'],
  ])('%o', async (env, code) => {
    for (const command of ['exec -- go version', 'build .', 'install --allow-untested', 'env']) {
      const { status, stderr } = await rto(command, env);
      expect({ command, status, refused: stderr.includes(code) }).toEqual({ command, status: 1, refused: true });
    }
    expect(existsSync(mark)).toBe(false);
    expect((await rto('list --json', env)).stdout).toBe('[]\n');
  });
});

it('is run where that is allowed, under a name of its own, and every run and the list say so', async () => {
  const off = { GOSUMDB: 'off' };
  const first = await rto('exec --allow-unproved -- go version', off);
  expect(first).toMatchObject({ status: 0, stdout: 'go version go1.24.99 fake\n' });
  expect(existsSync(mark)).toBe(true);
  const again = await rto('exec --allow-unproved -- go version', { ...off, GOPROXY: 'off' });
  expect(again.stderr).toMatch(/note: go1\.24\.99 is unproved/);
  expect((await rto('list', off)).stdout).toMatch(/^go1\.24\.99 .* unproved$/m);
  // Not because it is here.
  expect((await rto('exec -- go version', off)).stderr).toContain('RTO_UNPROVED');
  expect((await rto('which', off)).status).not.toBe(0);
});
