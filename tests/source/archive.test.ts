// Archive files and GOROOT folders as sources: the same tree whatever it came in, and what is refused.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FetchEvent, SourceChoice } from '../../driver/source/source.ts';
import { openSource } from '../../driver/source/sources.ts';
import { openStockZip } from '../../driver/source/stockzip.ts';
import type { SourcePin } from '../../driver/version/catalog.ts';
import { goVersion } from '../../driver/version/goversion.ts';
import { tempFolder } from '../support/temp.ts';
import { makeToolchain, STOCK } from './zipmaker.ts';

const MODULE = 'v0.0.1-go1.23.4.linux-amd64';
const VERSION = goVersion(23, 'release', 4);
/** A release as the module has it. */
const MODULE_FILES: Record<string, string> = {
  ...STOCK,
  'src/runtime/runtime2.go': 'package runtime\n',
  'pkg/include/asm.h': 'x',
};
/** The same as a release archive or GOROOT has it: go.mod under its own name, and folders that the module leaves out. */
const RELEASE_FILES: Record<string, string> = {
  ...Object.fromEntries(Object.entries(MODULE_FILES).map(([name, data]) => [name.replace('_go.mod', 'go.mod'), data])),
  'api/go1.txt': 'x',
  'doc/go_spec.html': 'x',
  'misc/wasm/go_js_wasm_exec': 'x',
  'test/a.go': 'x',
};

let folder: string;
let events: FetchEvent[];
let pin: SourcePin;
beforeEach(() => {
  folder = tempFolder('an archive');
  events = [];
  const path = join(folder, 'pin.zip');
  writeFileSync(path, makeToolchain(MODULE, MODULE_FILES));
  const zip = openStockZip(path, MODULE);
  pin = zip.measure();
  zip.close();
});

const notices = () => events.flatMap((event) => (event.kind === 'notice' ? [event.text] : []));
const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });
const open = (choice: SourceChoice, allowUnproved = false) =>
  openSource(choice, {
    env: { GOPROXY: 'off', GOSUMDB: 'off' },
    cacheDir: join(folder, 'cache'),
    dataDir: join(folder, 'data'),
    offline: true,
    allowUnproved,
  });
const unpack = (choice: SourceChoice, pinned: SourcePin | undefined = pin, version = VERSION) =>
  open(choice).unpack(version, 'linux-amd64', join(folder, 'into'), {
    pin: pinned,
    onEvent: (event) => events.push(event),
  });

const unpackUnknown = (choice: SourceChoice, allowUnproved: boolean) =>
  open(choice, allowUnproved).unpack(VERSION, 'linux-amd64', join(folder, 'into'), {
    pin: undefined,
    onEvent: (event) => events.push(event),
  });

function save(name: string, data: Buffer): SourceChoice {
  writeFileSync(join(folder, name), data);
  return { kind: 'archive', path: join(folder, name) };
}

type Entry = Partial<Parameters<ReturnType<typeof pack>['entry']>[0]> & { name: string; data?: string };
async function tar(entries: Entry[]): Promise<Buffer> {
  const packer = pack();
  for (const { data, ...header } of entries) packer.entry(header, data ?? '');
  packer.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packer) if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  return gzipSync(Buffer.concat(chunks));
}
const release = (files = RELEASE_FILES): Entry[] => [
  { name: 'go/', type: 'directory' },
  ...Object.entries(files).map(([name, data]) => ({ name: `go/${name}`, data, mode: 0o600 })),
];

function goroot(files = RELEASE_FILES, root = join(folder, 'a goroot')): SourceChoice & { path: string } {
  for (const [name, data] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), data);
  }
  return { kind: 'goroot', path: root };
}

describe('one release', () => {
  it('has one NAR as zip, tar.gz and GOROOT, and is verified by it', async () => {
    const choices = [
      save('it.zip', makeToolchain(MODULE, MODULE_FILES)),
      save('go1.23.4.linux-amd64.tar.gz', await tar(release())),
      goroot(),
    ];
    for (const choice of choices) {
      expect(await open(choice).exists(VERSION, 'linux-amd64')).toBe(true);
      expect((await unpack(choice)).nar).toBe(pin.nar);
      expect(readdirSync(join(folder, 'into')).sort()).toEqual(['VERSION', 'bin', 'lib', 'pkg', 'src']);
      rmSync(join(folder, 'into'), { recursive: true });
    }
    expect(notices()).toEqual([]);
  });

  it('with long names in its tar.gz is read whole', async () => {
    const long = `src/${'deep/'.repeat(40)}${'x'.repeat(90)}.go`;
    const choice = save('it.tar.gz', await tar(release({ ...RELEASE_FILES, [long]: 'package x\n' })));
    await unpackUnknown(choice, true);
    expect(existsSync(join(folder, 'into', long))).toBe(true);
  });
});

describe('what differs from the catalog', () => {
  it('is refused in a zip, whose h1 is pinned', async () => {
    const choice = save('it.zip', makeToolchain(MODULE, { ...MODULE_FILES, 'bin/go': 'mine' }));
    await expect(unpack(choice)).rejects.toThrow(refusal('RTO_SOURCE_HASH', /another hash/));
    expect(existsSync(join(folder, 'into'))).toBe(false);
  });

  it.each(['archive', 'goroot'] as const)('is refused in a %s too, whose NAR is pinned', async (kind) => {
    const mine = { ...RELEASE_FILES, 'go.env': 'GOTOOLCHAIN=local\n' };
    const choice = kind === 'goroot' ? goroot(mine) : save('it.tar.gz', await tar(release(mine)));
    await expect(unpack(choice)).rejects.toThrow(refusal('RTO_SOURCE_HASH', /another hash/));
    rmSync(join(folder, 'into'), { recursive: true });
    const allowing = open(choice, true).unpack(VERSION, 'linux-amd64', join(folder, 'into'), { pin });
    await expect(allowing, 'also where unproved ones are allowed').rejects.toThrow(
      refusal('RTO_SOURCE_HASH', /another hash/),
    );
  });

  it.each(['zip', 'tar.gz', 'goroot'])('or is not there is used only where that is allowed: %s', async (kind) => {
    const data = kind === 'zip' ? makeToolchain(MODULE, MODULE_FILES) : await tar(release());
    const choice = kind === 'goroot' ? goroot() : save(`it.${kind}`, data);
    await expect(unpackUnknown(choice, false)).rejects.toThrow(refusal('RTO_UNPROVED', /nothing proves/));
    rmSync(join(folder, 'into'), { recursive: true, force: true });
    const stock = await unpackUnknown(choice, true);
    expect(stock).toMatchObject({ nar: pin.nar, unproved: true });
    expect(notices()).toEqual([expect.stringMatching(/not verified/)]);
  });
});

describe('a tar.gz entry is refused', () => {
  it.each<[string, Entry, RegExp]>([
    ['leaving the folder', { name: 'go/../../evil', data: 'x' }, /"\.\."/],
    ['outside go/', { name: 'evil', data: 'x' }, /outside go\//],
    ['that only begins like go/', { name: 'gopher/x', data: 'x' }, /outside go\//],
    ['absolute', { name: '/etc/passwd', data: 'x' }, /absolute/],
    ['a symbolic link', { name: 'go/bin/gofmt', type: 'symlink', linkname: '/etc/passwd' }, /symlink/],
    ['a hard link', { name: 'go/bin/gofmt', type: 'link', linkname: 'go/bin/go' }, /it is a link/],
    ['a device', { name: 'go/src/null', type: 'character-device' }, /character-device/],
    ['a pipe', { name: 'go/src/pipe', type: 'fifo' }, /fifo/],
    ['there twice', { name: 'go/bin/go', data: 'y' }, /cannot stand beside/],
    ['there twice but for case', { name: 'go/src/A.go', data: 'y' }, /cannot stand beside/],
    ['below a file', { name: 'go/src/a.go/b.go', data: 'y' }, /cannot stand beside/],
    ['go.mod beside _go.mod', { name: 'go/src/_go.mod', data: 'y' }, /cannot stand beside/],
  ])('%s', async (_why, entry, message) => {
    const choice = save('it.tar.gz', await tar([...release(), entry]));
    await expect(unpack(choice)).rejects.toThrow(refusal('RTO_ARCHIVE_ENTRY', message));
    expect(readdirSync(folder).sort()).toEqual(['into', 'it.tar.gz', 'pin.zip']);
  });
});

describe('a file that cannot be used', () => {
  it('is a tar.gz with a header that would be kept in memory whole', async () => {
    const long: Entry = { name: 'go/src/x.go', data: 'x', pax: { comment: 'x'.repeat(4_000_000) } };
    await expect(unpack(save('it.tar.gz', await tar([...release(), long])))).rejects.toThrow(
      refusal('RTO_ARCHIVE', /header of more than/),
    );
  });

  it('is not one with a large file', async () => {
    const large = { ...RELEASE_FILES, 'src/large.go': '/'.repeat(5_000_000) };
    await unpackUnknown(save('it.tar.gz', await tar(release(large))), true);
    expect(existsSync(join(folder, 'into/src/large.go'))).toBe(true);
  });

  it('is every truncation of a tar.gz', async () => {
    const data = await tar(release());
    for (const length of [2, 20, data.length >> 1, data.length - 9, data.length - 1]) {
      rmSync(join(folder, 'into'), { recursive: true, force: true });
      await expect(unpack(save('it.tar.gz', data.subarray(0, length)))).rejects.toThrow(
        refusal('RTO_ARCHIVE', /damaged/),
      );
    }
  });

  it.each<[string, Buffer, string, RegExp]>([
    ['something else', Buffer.from('hello there'), 'RTO_ARCHIVE_FORM', /neither a zip nor a tar.gz/],
    ['empty', Buffer.alloc(0), 'RTO_ARCHIVE_FORM', /neither/],
    ['gzip of no tar', gzipSync(Buffer.alloc(2000, 'x')), 'RTO_ARCHIVE', /damaged/],
    ['gzip of nothing', gzipSync(Buffer.alloc(0)), 'RTO_ARCHIVE', /no file of a Go release/],
    ['a cut zip', makeToolchain(MODULE).subarray(0, 300), 'RTO_ZIP', /not a usable zip/],
    ['another version in a zip', makeToolchain('v0.0.1-go1.23.5.linux-amd64'), 'RTO_ZIP_ENTRY', /outside/],
  ])('%s', async (_why, data, code, message) => {
    await expect(unpack(save('it.tar.gz', data))).rejects.toThrow(refusal(code, message));
  });

  it('is none at all', async () => {
    const choice: SourceChoice = { kind: 'archive', path: join(folder, 'none.zip') };
    expect(await open(choice).exists(VERSION, 'linux-amd64')).toBe(false);
    await expect(unpack(choice)).rejects.toThrow(refusal('RTO_SOURCE_DISK', /none\.zip/));
  });

  it('holds another version', async () => {
    const choice = save('it.tar.gz', await tar(release({ ...RELEASE_FILES, VERSION: 'go1.23.5\n' })));
    await expect(unpack(choice)).rejects.toThrow(refusal('RTO_SOURCE_TREE', /VERSION file says "go1\.23\.5"/));
  });
});

describe('a GOROOT', () => {
  it('of links, as Debian has it, is resolved', async () => {
    const { path: real } = goroot(RELEASE_FILES, join(folder, 'share'));
    const root = join(folder, 'lib');
    mkdirSync(join(root, 'pkg'), { recursive: true });
    for (const name of ['VERSION', 'src', 'lib', 'test', 'api', 'pkg/include', 'pkg/tool'])
      symlinkSync(join(real, name), join(root, name));
    mkdirSync(join(root, 'bin'));
    symlinkSync('../../share/bin/go', join(root, 'bin/go'));
    expect((await unpack({ kind: 'goroot', path: root })).nar).toBe(pin.nar);
    expect(notices()).toEqual([]);
  });

  it('that is itself a link', async () => {
    symlinkSync(goroot().path, join(folder, 'link'));
    expect((await unpack({ kind: 'goroot', path: join(folder, 'link') })).nar).toBe(pin.nar);
  });

  it('leaves out what builds and users left in it', async () => {
    const left = {
      '.git/config': 'x',
      'pkg/obj/go-build/x': 'x',
      'pkg/mod/x/go.mod': 'x',
      'bin/mine': 'x',
      'notes.txt': 'x',
      '.hidden': 'x',
    };
    expect((await unpack(goroot({ ...RELEASE_FILES, ...left }))).nar).toBe(pin.nar);
  });

  it.each<[string, (root: string) => void, RegExp]>([
    ['is instrumented', (root) => writeFileSync(join(root, 'rto.json'), '{}'), /instrumented toolchain already/],
    [
      'has another version',
      (root) => writeFileSync(join(root, 'VERSION'), 'go1.23.4-custom\ntime x\n'),
      /"go1\.23\.4-custom"/,
    ],
    ['has no VERSION', (root) => rmSync(join(root, 'VERSION')), /no VERSION/],
    ['has no go', (root) => rmSync(join(root, 'bin/go')), /no bin\/go/],
    [
      'is for another platform',
      (root) => cpSync(join(root, 'pkg/tool/linux_amd64'), join(root, 'pkg/tool/linux_arm64'), { recursive: true }),
      /no pkg\/tool\/linux_amd64/,
    ],
    ['is no GOROOT', (root) => rmSync(root, { recursive: true }), /no VERSION/],
  ])('that %s is refused', async (why, change, message) => {
    const choice = goroot();
    change(choice.path);
    if (why === 'is for another platform') rmSync(join(choice.path, 'pkg/tool/linux_amd64'), { recursive: true });
    expect(await open(choice).exists(VERSION, 'linux-amd64')).toBe(false);
    await expect(unpack(choice)).rejects.toThrow(refusal('RTO_SOURCE_TREE', message));
    expect(existsSync(join(folder, 'into'))).toBe(false);
  });

  it('with links in a circle is refused', async () => {
    const { path } = goroot();
    symlinkSync(join(path, 'src'), join(path, 'src/again'));
    await expect(unpack({ kind: 'goroot', path })).rejects.toThrow(refusal('RTO_SOURCE_LINK', /leads back/));
  });

  it('with a link to nothing is refused', async () => {
    const { path } = goroot();
    symlinkSync(join(path, 'none'), join(path, 'src/dangling.go'));
    await expect(unpack({ kind: 'goroot', path })).rejects.toThrow(refusal('RTO_SOURCE_DISK', /dangling/));
  });
});
