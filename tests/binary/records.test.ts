// Records of a binary: what may stand in them, and what a file with broken ones still says.
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readBinary, readRecords } from '../../driver/binary/read.ts';
import { readManifest, readStamp } from '../../driver/binary/records.ts';
import { tempFolder } from '../support/temp.ts';
import { binary, STAMP } from './support.ts';

const folder = tempFolder('binary');

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

it.each<[string, unknown]>([
  ['not JSON', undefined],
  ['a list', []],
  ['a number', 7],
  ['no toolchain', { ...STAMP, toolchain: undefined }],
  ['a text for the toolchain', { ...STAMP, toolchain: 'x' }],
  ['a path for the name', { ...STAMP, toolchain: { ...STAMP.toolchain, name: 'rto-go-1.24.13-../../../../etc' } }],
  ['a recipe that its name is not of', { ...STAMP, toolchain: { ...STAMP.toolchain, recipe: '0'.repeat(64) } }],
  ['a short recipe', { ...STAMP, toolchain: { ...STAMP.toolchain, recipe: 'abc' } }],
  ['a number for what is observed', { ...STAMP, observe: 1 }],
  ['a target with an escape', { ...STAMP, target: 'linux/\u001b[2J' }],
  ['a version with a line end', { ...STAMP, rto: '0.1.0\n' }],
])('no stamp: %s', (_why, value) => {
  expect(readStamp(value === undefined ? Buffer.from('{') : json(value))).toBeUndefined();
});

it('a stamp says where nothing vouched for the stock Go', () => {
  const said = readStamp(json({ ...STAMP, toolchain: { ...STAMP.toolchain, unproved: 'true' } }));
  expect(said?.toolchain.unproved).toBe(true);
  expect(readStamp(json(STAMP))?.toolchain.unproved).toBeUndefined();
});

it.each<[string, unknown]>([
  ['no package', { hooked: [] }],
  ['hooked is no list', { package: 'p', hooked: 'p.F' }],
  ['a hooked number', { package: 'p', hooked: [1] }],
  ['sites as a list', { package: 'p', sites: [1] }],
  ['a count that is none', { package: 'p', sites: { 'unsafe.Add': -1 } }],
  ['a count that is a fraction', { package: 'p', sites: { 'unsafe.Add': 0.5 } }],
  ['a skip without a reason', { package: 'p', skipped: [{ name: 'p.F' }] }],
  ['a reason that is none', { package: 'p', unobserved: 1 }],
])('no manifest: %s', (_why, value) => {
  expect(readManifest(json(value))).toBeUndefined();
});

it('reads what is right', () => {
  expect(readStamp(json(STAMP))).toEqual(STAMP);
  const sites = JSON.parse('{"unsafe.Add":2,"__proto__":1}');
  expect(readManifest(json({ package: 'p', sites, hooked: ['p.F'] }))).toEqual({
    package: 'p',
    hooked: ['p.F'],
    sites: new Map([
      ['unsafe.Add', 2],
      ['__proto__', 1],
    ]),
    skipped: [],
    unobserved: undefined,
  });
  expect(readManifest(Buffer.concat([json({ package: 'p' }), Buffer.from([0xc3])]))).toBeUndefined();
});

it.each<[string, string, string | undefined]>([
  ['an ELF', '\x7fELF', 'ELF'],
  ['a PE', 'MZ', 'PE'],
  ['a Mach-O', '\xcf\xfa\xed\xfe', 'Mach-O'],
  ['a fat Mach-O', '\xca\xfe\xba\xbe', 'Mach-O'],
  ['a wasm', '\0asm', 'WebAssembly'],
  ['an archive', '!<arch>\n', 'archive'],
  ['a script', '#!/bin/sh\n', undefined],
  ['a text', 'text', undefined],
])('%s', async (_what, head, format) => {
  const file = binary([STAMP], [{ package: 'p' }], Buffer.from(head, 'latin1'));
  const read = await readRecords([file]);
  expect(read.format).toBe(format);
  // Of a file that is no program nothing is believed: it may be a report about one.
  expect(read.stamps).toEqual(format === undefined ? [] : [STAMP]);
  expect(await readRecords([...file].map((byte) => Buffer.of(byte)))).toEqual(read);
});

it('gives one record once, counts broken ones', async () => {
  const file = binary([STAMP, STAMP, { ...STAMP, target: 'js/wasm' }, 'x'], [{ package: 'p' }, {}]);
  const { stamps, packages, damaged } = await readRecords([file]);
  expect([stamps.length, packages.length, damaged]).toEqual([2, 1, 2]);
});

it('refuses more records than any program has', async () => {
  function* endless(): Generator<Buffer> {
    yield Buffer.from('\x7fELF');
    for (let i = 0; i < 1000; i++) yield binary([], [{ package: `p${i}`, hooked: ['x'.repeat(1 << 20)] }]);
  }
  await expect(readRecords(endless())).rejects.toMatchObject({ code: 'RTO_BINARY_RECORDS' });
});

it('reads files only', async () => {
  const [link, absent] = ['link', 'absent'].map((name) => join(folder, name)) as [string, string];
  symlinkSync('/dev/zero', link);
  for (const path of [folder, '/dev/zero', link, absent])
    await expect(readBinary(path), path).rejects.toMatchObject({ code: 'RTO_BINARY_READ', exit: 1 });
  writeFileSync(join(folder, 'program'), binary([STAMP], []));
  symlinkSync(join(folder, 'program'), join(folder, 'to-program'));
  expect((await readBinary(join(folder, 'to-program'))).stamps).toEqual([STAMP]);
  writeFileSync(join(folder, 'empty'), '');
  expect((await readBinary(join(folder, 'empty'))).format).toBeUndefined();
});
