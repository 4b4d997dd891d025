// What a binary's records come to: groups and counts, what was asked for in vain, and the text for people.
import { expect, it } from 'vitest';
import type { BinaryRecords } from '../../driver/binary/read.ts';
import type { Manifest } from '../../driver/binary/records.ts';
import { text as draw } from '../../driver/format/text.ts';
import type { OperationGroup } from '../../driver/operations/groups.ts';
import { type Inspection, inspectRecords } from '../../driver/report/inspection/inspection.ts';
import type { Linked } from '../../driver/report/inspection/linked.ts';
import { inspection } from '../../driver/report/inspection/report.ts';
import { UNSAFE } from '../../driver/report/unsafe.ts';
import { STAMP } from '../binary/support.ts';

const operation = (path: string, name: string, since?: string) => ({ package: path, name, since, fields: [] });

const GROUPS: readonly OperationGroup[] = [
  { name: 'unsafe', shows: ['unsafe/...'], operations: [operation('unsafe', 'Add'), operation('unsafe', 'Slice')] },
  {
    name: 'crypto',
    shows: ['crypto/...'],
    operations: [
      operation('crypto/sha256', 'New'),
      operation('crypto/aes', 'NewCipher'),
      operation('crypto/later', 'New', '1.25'),
    ],
  },
];

const manifest = (path: string, more: Partial<Manifest> = {}): Manifest => ({
  ...{ package: path, hooked: [], sites: new Map(), skipped: [], unobserved: undefined },
  ...more,
});

const PACKAGES = [
  manifest('os/exec', { hooked: ['os/exec.(*Cmd).Run', 'os/exec.Command'] }),
  manifest('crypto/sha256', { hooked: ['crypto/sha256.New'] }),
  manifest('example.com/a.b', { sites: new Map([['unsafe.Slice', 3]]), hooked: ['example.com/a.b.F'] }),
  manifest('example.com/c', {
    skipped: [{ name: 'example.com/c.(*T).Add', reason: 'it has no Go body' }],
    unobserved: 'it does not compile with hooks',
  }),
];

function inspect(records: Partial<BinaryRecords>, linked?: Linked): Inspection {
  const all = { format: 'ELF', stamps: [], packages: [], damaged: 0, unknown: 0, ...records } as const;
  return inspectRecords('app', all, GROUPS, linked);
}

const inspectionLines = (value: Inspection, toolchain: string | undefined, width = Infinity): string[] =>
  draw({ value, document: () => inspection.document(value, { toolchain }) }, { width }).split('\n');

const UNREACHED = 'not linked into this binary, or none of the functions to be observed is';
const NO_CALL = `unsafe ${UNSAFE}; this binary has no call of`;

it.each<[string, string, string[]]>([
  ['crypto', `crypto ${UNREACHED}`, ['crypto/aes']],
  ['unsafe', NO_CALL, ['unsafe.Add']],
  ['unsafe.Slice', '', []],
  ['unsafe.Add', 'unsafe.Add no hooked call site', []],
  ['os/exec.Command', '', []],
  ['os/exec.(*Cmd).Run', '', []],
  ['os/exec.Cmd.Run', '', []],
  ['os/exec.*', '', []],
  ['os/...', '', []],
  ['os/exec/...', '', []],
  ['net/...', `net/... its packages are ${UNREACHED}`, []],
  ['net/http.(*Client).Do', `net/http.(*Client).Do package net/http is ${UNREACHED}`, []],
  ['net/http.*', `net/http.* package net/http is ${UNREACHED}`, []],
  ['gopkg.in/yaml.v3.Unmarshal', `gopkg.in/yaml.v3.Unmarshal package gopkg.in/yaml.v3 is ${UNREACHED}`, []],
  ['example.com/a.b.F', '', []],
  ['example.com/a.b.G', 'example.com/a.b.G package example.com/a.b was built without a hook of that name', []],
  [
    'example.com/c.T.Add',
    'example.com/c.T.Add package example.com/c is not observed: it does not compile with hooks',
    [],
  ],
  ['-crypto/rand.Read', '', []],
  ['crypto,-crypto/aes.NewCipher', '', []],
  ['crypto,-crypto/aes.*', '', []],
  ['crypto,-crypto/aes/...', '', []],
  ['unsafe,-unsafe.Add', '', []],
  ['os/exec.Cmd.*', '', []],
  ['os/exec.(*Cmd).*', '', []],
  ['os/exec.Error.*', 'os/exec.Error.* package os/exec was built without a hook of that name', []],
  ['unsafe.*', '', []],
  ['gadgets', 'gadgets a group that this rto does not know', []],
  ['', '', []],
])('asked for %s', (observe, reason, missing) => {
  const { notFound } = inspect({ stamps: [{ ...STAMP, observe }], packages: PACKAGES });
  expect(notFound.map((one) => `${one.asked} ${one.reason}`)).toEqual(reason === '' ? [] : [reason]);
  expect(notFound.flatMap((one) => one.missing)).toEqual(missing);
});

const LINKED: Linked = new Map(
  Object.entries({
    'os/exec': ['os/exec.(*Cmd).Run', 'os/exec.(*Cmd).argv', 'os/exec.(*Error).Error', 'os/exec.Error.Error'],
    net: [
      ...['net.(*Dialer).DialContext', 'net.(*conn).dial', 'net.DialTCP', 'net.Listen', 'net.LookupHost', 'net.Pipe'],
      ...['net.ResolveTCPAddr', 'net.listen'],
    ],
    'gopkg.in/yaml.v3': ['gopkg.in/yaml.v3.Marshal'],
    'crypto/aes': ['crypto/aes.init1'],
    'example.com/a.b': ['example.com/a.b.F'],
    bare: ['bare.F'],
  }).map(([path, names]) => [path, new Set(names)]),
);

it.each<[string, string, string[]]>([
  ['os/exec.Cmd.Run', '', []],
  ['os/exec.*', '', []],
  ['example.com/a.b.F', '', []],
  [
    'os/exec.Command',
    'os/exec.Command this function is not linked into this binary; of package os/exec these are: ' +
      '(*Cmd).Run, Error.Error, (*Cmd).argv',
    [],
  ],
  [
    'net.Dial',
    'net.Dial this function is not linked into this binary; of package net these are: ' +
      '(*Dialer).DialContext, DialTCP, Listen, LookupHost, Pipe, ResolveTCPAddr and 2 more',
    [],
  ],
  ['net.Conn.*', 'net.Conn.* no such function is linked into this binary; of package net these are: (*Diale', []],
  ['net/http.Get', 'net/http.Get no function of package net/http is linked into this binary', []],
  ['net/http.*', 'net/http.* no function of package net/http is linked into this binary', []],
  ['net/http/...', 'net/http/... its packages are not linked into this binary', []],
  ['gopkg.in/...', 'gopkg.in/... its packages are linked, but none of the functions to be observed is', []],
  [
    'gopkg.in/yaml.v3.Unmarshal',
    'gopkg.in/yaml.v3.Unmarshal this function is not linked into this binary; of package gopkg.in/yaml.v3 these are: Marshal',
    [],
  ],
  ['bare.F', 'bare.F it is linked, but was built without a hook', []],
  ['crypto', 'crypto linked, but none of the functions to be observed is', ['crypto/aes']],
])('asked for %s, with all functions known', (observe, reason, missing) => {
  const { notFound } = inspect({ stamps: [{ ...STAMP, observe }], packages: PACKAGES }, LINKED);
  const said = notFound.map((one) => `${one.asked} ${one.reason}`);
  expect(said).toEqual(reason === '' ? [] : [expect.stringContaining(reason)]);
  expect(notFound.flatMap((one) => one.missing)).toEqual(missing);
});

it('does not say of a package that it is not there where it may be main', () => {
  const stamps = [{ ...STAMP, observe: 'example.com/app.run' }];
  const { notFound } = inspect({ stamps, packages: [] }, new Map([['main', new Set(['main.main'])]]));
  expect(notFound.map(({ reason }) => reason)).toEqual([`package example.com/app is ${UNREACHED}`]);
});

it('counts by group and package', () => {
  const { hooked } = inspect({ stamps: [STAMP], packages: PACKAGES });
  expect(hooked.map(({ group, functions, sites }) => [group, functions, sites])).toEqual([
    ['unsafe', 0, 3],
    ['crypto', 1, 0],
    ['other', 3, 0],
  ]);
  expect(hooked.at(-1)?.packages.map((one) => one.package)).toEqual(['example.com/a.b', 'os/exec']);
});

it('is text', () => {
  const one = inspect({
    stamps: [{ ...STAMP, observe: 'crypto,unsafe,net/http.Get' }],
    packages: [...PACKAGES, manifest('x', { hooked: Array.from({ length: 30 }, (_, i) => `x.Function${i}`) })],
    damaged: 1,
    unknown: 2,
  });
  expect(inspectionLines(one, undefined).join('\n')).toMatchInlineSnapshot(`
    "app: instrumented (ELF)
      go         1.24.13, for linux/amd64
      rto        0.1.0, recipe 0123456789ab0000000000000000000000000000000000000000000000000000
      toolchain  rto-go-1.24.13-0123456789ab (for linux-amd64; not installed here)
      observes   crypto, unsafe, net/http.Get
    Hooked
      unsafe: 3 call sites in 1 package
        example.com/a.b  Slice 3
      crypto: 1 function in 1 package
        crypto/sha256  New
      other: 33 functions in 3 packages
        example.com/a.b  F
        os/exec  (*Cmd).Run, Command
        x  Function0, Function1, Function2, Function3, Function4, Function5, Function6, Function7, Function8, Function9,
           Function10, Function11, Function12, Function13, Function14, Function15, Function16, Function17, Function18,
           Function19, Function20, Function21, Function22, Function23, Function24, Function25, Function26, Function27,
           Function28, Function29
    Asked for, not in this binary
      crypto: not linked into this binary, or none of the functions to be observed is:
        crypto/aes
      unsafe: calls of its builtins outside the standard library; conversions to unsafe.Pointer, linknames, assembly
          and cgo are not observed; this binary has no call of:
        unsafe.Add
      net/http.Get: package net/http is not linked into this binary, or none of the functions to be observed is
    Cannot be hooked
      example.com/c.(*T).Add: it has no Go body
    Built without hooks
      example.com/c: it does not compile with hooks
    note: unsafe is calls of its builtins outside the standard library; conversions to unsafe.Pointer, linknames,
      assembly and cgo are not observed
    note: 1 record of rto cannot be read
    note: 2 records of a newer rto"
  `);
  expect(
    inspectionLines(inspect({ stamps: [{ ...STAMP, observe: '' }] }), '/store/it').join('\n'),
  ).toMatchInlineSnapshot(`
    "app: instrumented (ELF)
      go         1.24.13, for linux/amd64
      rto        0.1.0, recipe 0123456789ab0000000000000000000000000000000000000000000000000000
      toolchain  /store/it
      observes   nothing
    Hooked: nothing"
  `);
});

it.each<[string, Partial<BinaryRecords>, string]>([
  ['a text', { format: undefined }, 'app: not instrumented: it is not a program'],
  ['stock', {}, 'app: not instrumented: a program (ELF) that instrumented Go did not build'],
  [
    'a package archive',
    { format: 'archive', packages: PACKAGES },
    "note: Go's runtime is not in this file, and with it what it was built with",
  ],
  [
    'two programs',
    { stamps: [STAMP, { ...STAMP, target: 'js/wasm' }] },
    'note: several programs are in this file; what is hooked is of all of them',
  ],
])('says of %s', (_what, records, line) => {
  expect(inspectionLines(inspect(records), undefined)).toContain(line);
});

it('sends no control character of a binary to the terminal, nor a line of its own', () => {
  const evil = 'a\u001b[2J\nerror: x\u009b\u202e';
  const records = {
    stamps: [{ ...STAMP, observe: `${evil},crypto` }],
    packages: [
      manifest(evil, {
        ...{ hooked: [`${evil}.F`], sites: new Map([[`unsafe.${evil}`, 1]]), unobserved: evil },
        skipped: [{ name: evil, reason: evil }],
      }),
    ],
  };
  const lines = inspectionLines(
    inspectRecords(evil, { format: 'ELF', damaged: 0, unknown: 0, ...records }, GROUPS),
    evil,
  );
  expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
});

it.each([40, 60, 79, 118, 200])('no line is wider than %i columns where no name is', (room) => {
  const one = inspect({
    stamps: [{ ...STAMP, observe: 'crypto,unsafe,net/http.Get,os/exec.(*Cmd).Start,net.Dial' }],
    packages: [...PACKAGES, manifest('x', { hooked: Array.from({ length: 30 }, (_, i) => `x.Function${i}`) })],
  });
  const lines = inspectionLines(one, '/store/it', room);
  // The recipe is a digest, to be copied.
  const words = lines.filter((line) => !line.includes('recipe'));
  for (const line of words) expect(line.length).toBeLessThanOrEqual(room);
  // A list is broken between two names: each stands in one line.
  for (const name of ['os/exec.(*Cmd).Start', ...Array.from({ length: 30 }, (_, i) => `Function${i}`)])
    expect(
      lines.some((line) => line.split(/[ ,]+/).includes(name)),
      name,
    ).toBe(true);
  if (room === 118) expect(lines).toEqual(inspectionLines(one, '/store/it'));
});
