// A small checksum database with its own key: honest, and made to lie where a test asks for it.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { Unserved } from '../../../driver/source/responses.ts';
import { leafHash, nodeHash, peaks, rootHash } from '../../../driver/source/sumdb/merkle.ts';
import { keyHash, parseVerifier, type Verifier } from '../../../driver/source/sumdb/note.ts';

const NAME = 'sumdb.example';

export interface Signer {
  name: string;
  /** As GOSUMDB has it. */
  key: string;
  verifier: Verifier;
  sign(text: string): string;
}

export function makeSigner(name = NAME): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(String(publicKey.export({ format: 'jwk' })['x']), 'base64url');
  const bytes = Buffer.concat([Buffer.of(1), raw]);
  const hash = Buffer.alloc(4);
  hash.writeUInt32BE(keyHash(name, bytes));
  const key = `${name}+${hash.toString('hex')}+${bytes.toString('base64')}`;
  return { name, key, verifier: parseVerifier(key), sign: (text) => note(text, name, hash, privateKey) };
}

function note(text: string, name: string, hash: Buffer, privateKey: KeyObject): string {
  const signature = sign(null, Buffer.from(text), privateKey);
  return `${text}\n\u2014 ${name} ${Buffer.concat([hash, signature]).toString('base64')}\n`;
}

/** A log of records; give two logs the same first records to make one the other's past. */
export class Log {
  readonly records: string[];
  readonly #signer: Signer;
  readonly #levels: Buffer[][];

  constructor(signer: Signer, records: string[]) {
    this.#signer = signer;
    this.records = records;
    this.#levels = [records.map((record) => leafHash(Buffer.from(record)))];
    for (let row = this.#levels[0] ?? []; row.length > 1; ) {
      const above: Buffer[] = [];
      for (let i = 0; i + 1 < row.length; i += 2) above.push(nodeHash(this.#get(row, i), this.#get(row, i + 1)));
      this.#levels.push(above);
      row = above;
    }
  }

  #get(row: Buffer[] | undefined, index: number): Buffer {
    const hash = row?.[index];
    if (hash === undefined) throw new Error(`no hash ${index}`);
    return hash;
  }

  root(size = this.records.length): Buffer {
    return rootHash(peaks(size).map(({ level, index }) => this.#get(this.#levels[level], index)));
  }

  head(size = this.records.length): string {
    return this.#signer.sign(`go.sum database tree\n${size}\n${this.root(size).toString('base64')}\n`);
  }

  lookup(what: string, headSize = this.records.length): string {
    const id = this.records.findIndex((record) => record.startsWith(`${what.replace('@', ' ')} `));
    if (id < 0) throw new Unserved('missing', '404', { notFound: true });
    return `${id}\n${this.records[id]}\n${this.head(headSize)}`;
  }

  /** Answers as the server does; partial tiles are there for the newest size alone, as where old ones are swept. */
  read(path: string, headSize?: number): Buffer {
    if (path.startsWith('lookup/')) return Buffer.from(this.lookup(path.slice(7), headSize));
    const [, levelText = '', name = '', widthText] =
      /^tile\/8\/(\d+)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d+))?$/.exec(path) ?? [];
    const row = this.#levels[Number(levelText) * 8] ?? [];
    const start = Number(name.replaceAll(/x|\//g, '')) * 256;
    const width = Number(widthText ?? 256);
    const there = Math.min(256, row.length - start);
    if (name === '' || width > there || (width < there && there === 256))
      throw new Unserved('missing', `404 no ${path}`, { notFound: true });
    return Buffer.concat(row.slice(start, start + width));
  }
}

/** A record as the database has them. */
export const record = (version: string, h1 = `h1:${Buffer.alloc(32, version).toString('base64')}`): string =>
  `golang.org/toolchain ${version} ${h1}\ngolang.org/toolchain ${version}/go.mod h1:${Buffer.alloc(32).toString('base64')}\n`;

/** So many records of other modules. */
export const filler = (count: number, salt = ''): string[] =>
  Array.from({ length: count }, (_, i) => `example.com/m${salt}${i} v1.0.0 h1:${i}\n`);
