// The checksum database's client against a database of the test's own: honest, forged, rewritten.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Unserved } from '../../../driver/source/responses.ts';
import { openSumdb } from '../../../driver/source/sumdb/client.ts';
import { tempFolder } from '../../support/temp.ts';
import { filler, Log, makeSigner, record } from './logmaker.ts';

const MODULE = 'golang.org/toolchain';
const VERSION = 'v0.0.1-go1.23.5.linux-amd64';
const H1 = `h1:${Buffer.alloc(32, VERSION).toString('base64')}`;
const signer = makeSigner();
const young = new Log(signer, [...filler(300), record(VERSION)]);
const grown = new Log(signer, [...young.records, ...filler(400, 'later')]);

let folder: string;
let notices: string[];
beforeEach(() => {
  folder = tempFolder('a sumdb');
  notices = [];
});

type Answers = (path: string) => Buffer;
const open = (answers: Answers, verifier = signer.verifier) =>
  openSumdb({ verifier, read: async (path) => answers(path), folder, onNotice: (text) => notices.push(text) });
const lookup = (answers: Answers, verifier = signer.verifier) => open(answers, verifier).lookup(MODULE, VERSION);
const remembered = () => readdirSync(folder).filter((name) => name.startsWith('head-'));
const failing = (code: string, text?: RegExp) =>
  expect.objectContaining(
    text ? { code, facts: expect.objectContaining({ reason: expect.stringMatching(text) }) } : { code },
  );

describe('an honest database', () => {
  it('gives the hash, and its head is remembered', async () => {
    expect(await lookup((path) => young.read(path))).toBe(H1);
    expect(remembered()).toEqual(['head-0000000000000301']);
  });

  it('may grow: the remembered head moves on', async () => {
    await lookup((path) => young.read(path));
    expect(await lookup((path) => grown.read(path))).toBe(H1);
    expect(remembered()).toEqual(['head-0000000000000701']);
  });

  it('may answer with an older head than the one remembered, which stays', async () => {
    await lookup((path) => grown.read(path));
    expect(await lookup((path) => grown.read(path, 500))).toBe(H1);
    expect(await lookup((path) => grown.read(path, 301))).toBe(H1);
    expect(remembered()).toEqual(['head-0000000000000701']);
  });

  it('may have swept a partial tile: the full one is asked', async () => {
    const asked: string[] = [];
    // The head is of 301 records; tile 0/000 is full, and 0/001 has become wider than 45 and then full.
    expect(
      await lookup((path) => {
        asked.push(path);
        return grown.read(path, 301);
      }),
    ).toBe(H1);
    expect(asked).toContain('tile/8/0/001.p/45');
    expect(asked).toContain('tile/8/0/001');
  });

  it('answers many lookups at once', async () => {
    const database = open((path) => young.read(path));
    expect(await Promise.all([1, 2, 3].map(() => database.lookup(MODULE, VERSION)))).toEqual([H1, H1, H1]);
  });

  it('says so when it does not know a version', async () => {
    const sumdb = open((path) => young.read(path));
    await expect(sumdb.lookup(MODULE, 'v0.0.1-go1.23.99.linux-amd64')).rejects.toThrow(failing('RTO_SUMDB_UNKNOWN'));
    expect(await sumdb.lookup(MODULE, VERSION)).toBe(H1);
  });

  it('that cannot be reached is another thing', async () => {
    const broken = () => {
      throw new Unserved('network', 'ECONNREFUSED');
    };
    await expect(lookup(broken)).rejects.toThrow(failing('RTO_SUMDB_UNREACHABLE'));
  });

  it('is believed after its remembered head was damaged on disk, with a notice', async () => {
    await lookup((path) => young.read(path));
    const path = join(folder, remembered()[0] ?? '');
    const note = readFileSync(path, 'utf8');
    writeFileSync(path, note.slice(0, -9));
    expect(await lookup((path) => young.read(path))).toBe(H1);
    expect(notices).toEqual([expect.stringContaining('is damaged')]);
    expect(readFileSync(path, 'utf8')).toBe(note);
  });
});

describe('what is remembered on disk is not believed by its name', () => {
  const HEAD = 'head-0000000000000301';
  const evil = new Log(signer, [...filler(20, 'evil'), record(VERSION)]);
  beforeEach(() => lookup((path) => young.read(path)));

  it.each<[string, (path: string) => void]>([
    ['a newer size in the name of an older head', (path) => writeFileSync(path, evil.head())],
    ['a head by another key', (path) => writeFileSync(path, new Log(makeSigner(signer.name), young.records).head())],
    ['a link that leads nowhere', (path) => symlinkSync('nowhere', path)],
    ['a link to a file of any size', (path) => symlinkSync('/dev/zero', path)],
    ['a folder', (path) => mkdirSync(path)],
    ['a file without end', (path) => writeFileSync(path, Buffer.alloc(1 << 20))],
  ])('%s', async (_why, plant) => {
    plant(join(folder, 'head-0000000000000999'));
    expect(await lookup((path) => young.read(path))).toBe(H1);
    expect(notices).toEqual([expect.stringContaining('head-0000000000000999 is damaged')]);
    expect(remembered()).toEqual([HEAD]);
  });
});

describe('a lie is found', () => {
  const forgedHash = record(VERSION, `h1:${Buffer.alloc(32, 'evil').toString('base64')}`);
  const inLookup =
    (change: (answer: string) => string): Answers =>
    (path) =>
      path.startsWith('lookup/') ? Buffer.from(change(young.lookup(path.slice(7)))) : young.read(path);
  const stranger = makeSigner();
  const impostor = makeSigner(signer.name);

  it.each<[string, Answers, RegExp]>([
    [
      'another hash in the record',
      inLookup((text) => text.replace(record(VERSION), forgedHash)),
      /not what the signed tree holds/,
    ],
    ['the number of another record', inLookup((text) => text.replace(/^300/, '7')), /not what the signed tree holds/],
    ['a number beyond the tree', inLookup((text) => text.replace(/^300/, '301')), /not in the signed tree/],
    ['a huge number', inLookup((text) => text.replace(/^300/, '9'.repeat(30))), /no record/],
    ['another size in the head', inLookup((text) => text.replace('\n301\n', '\n302\n')), /signature is wrong/],
    [
      'another root in the head',
      inLookup((text) => text.replace(/\n301\n.{44}/, `\n301\n${Buffer.alloc(32).toString('base64')}`)),
      /signature is wrong/,
    ],
    [
      'a head signed by a stranger',
      inLookup((text) => text.replace(young.head(), new Log(stranger, young.records).head())),
      /signature is wrong|not signed/,
    ],
    [
      'a head signed by an impostor',
      inLookup((text) => text.replace(young.head(), new Log(impostor, young.records).head())),
      /not signed by/,
    ],
    ['a head without signature', inLookup((text) => text.replace(/\u2014.*\n/, '')), /no signatures|cut short/],
    ['a head that is cut short', inLookup((text) => text.slice(0, -10)), /cut short/],
    [
      'the true record of another version',
      (path) => (path.startsWith('lookup/') ? Buffer.from(young.lookup('example.com/m7@v1.0.0')) : young.read(path)),
      /something else/,
    ],
    ['an HTML page', () => Buffer.from('<!doctype html>\n<title>Sign in</title>\n'), /no record/],
    ['nothing', () => Buffer.alloc(0), /no record/],
    [
      'tiles of another tree',
      (path) => (path.startsWith('tile/') ? new Log(signer, filler(301, 'x')).read(path) : young.read(path)),
      /do not give the hash/,
    ],
    [
      'tiles cut short',
      (path) => (path.startsWith('tile/') ? young.read(path).subarray(0, 31) : young.read(path)),
      /bytes, not/,
    ],
  ])('%s', async (_why, answers, reason) => {
    await expect(lookup(answers)).rejects.toThrow(failing('RTO_SUMDB_PROOF', reason));
    expect(await lookup((path) => young.read(path)), 'and the truth is still believed').toBe(H1);
  });

  it('a record added only for us, in a log that is signed', async () => {
    // Everything is consistent for one who never saw the true log; only the memory tells.
    const evil = new Log(signer, [...filler(300), forgedHash, ...filler(50)]);
    await lookup((path) => young.read(path));
    const error = await lookup((path) => evil.read(path)).catch((thrown: unknown) => thrown);
    expect(error).toEqual(failing('RTO_SUMDB_FORK'));
    const { facts } = error as { facts: Record<string, string> };
    expect(Object.values(facts).join()).toContain(young.root().toString('base64'));
    expect(Object.values(facts).join()).toContain(evil.root().toString('base64'));
    expect(remembered()).toEqual(['head-0000000000000301']);
  });

  it.each([
    ['of the same size', 301],
    ['that is shorter', 280],
  ])('a rewritten log %s', async (_why, size) => {
    await lookup((path) => young.read(path));
    const rewritten = new Log(signer, [record(VERSION), ...filler(size - 1, 'other')]);
    const answers: Answers = (path) =>
      path.startsWith('tile/') && size < 301 ? young.read(path) : rewritten.read(path);
    await expect(lookup(answers)).rejects.toThrow(failing('RTO_SUMDB_FORK'));
    await expect(lookup(answers), 'and again: it is not forgotten').rejects.toThrow(failing('RTO_SUMDB_FORK'));
    expect(await lookup((path) => young.read(path)), 'while the true log goes on').toBe(H1);
  });
});
