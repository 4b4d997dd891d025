// The names of linked functions, in tables of the test's making; tests/matrix/linked.test.ts reads real ones.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFunctions } from '../../driver/binary/functions.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder('functions');

interface Form {
  magic: number;
  pointer: 4 | 8;
  little: boolean;
}

/** A table as runtime.pcHeader begins it. */
function table(
  names: readonly string[],
  { magic, pointer, little }: Form,
  change = (words: number[]) => words,
): Buffer {
  const text = Buffer.concat([Buffer.from(names.map((name) => `${name}\0`).join('')), Buffer.alloc(5)]);
  const start = 8 + 8 * pointer + 24;
  const units = start + text.length;
  const words = change([7, 3, 0x401000, start, units, units + 8, units + 16, units + 24]);
  const header = Buffer.alloc(start);
  if (little) header.writeUInt32LE(magic);
  else header.writeUInt32BE(magic);
  header[6] = 1;
  header[7] = pointer;
  for (const [i, word] of words.entries()) {
    const at = 8 + i * pointer;
    if (pointer === 8) header[little ? 'writeBigUInt64LE' : 'writeBigUInt64BE'](BigInt(word), at);
    else header[little ? 'writeUInt32LE' : 'writeUInt32BE'](word, at);
  }
  return Buffer.concat([header, text, Buffer.alloc(64)]);
}

const SENTINEL = Buffer.from('3077af0c9274080241e1c107e6d618e6', 'hex');
const NAMES = ['internal/cpu.Initialize', 'gopkg.in/yaml%2ev3.Unmarshal', 'main.main'];
const FORM: Form = { magic: 0xfffffff1, pointer: 8, little: true };

let files = 0;
async function read(...parts: Buffer[]) {
  const path = join(folder, `${++files}`);
  writeFileSync(path, Buffer.concat(parts));
  return await withFunctions(path, async (functions) => {
    if (functions === undefined) return undefined;
    const names: string[] = [];
    for await (const name of functions.names) names.push(name);
    return { main: functions.main, names };
  });
}

describe('withFunctions', () => {
  it.each<[string, Form]>([
    ['Go 1.20', FORM],
    ['Go 1.18', { ...FORM, magic: 0xfffffff0 }],
    ['32 bits', { ...FORM, pointer: 4 }],
    ['the other order of bytes', { ...FORM, little: false }],
    ['both', { magic: 0xfffffff0, pointer: 4, little: false }],
  ])('reads the table of %s', async (_, form) => {
    expect(await read(Buffer.alloc(100), table(NAMES, form))).toEqual({ main: undefined, names: NAMES });
  });

  it.each([0, 1, 36, 71, 72, 73, 4096])('finds it %i bytes before the border of two parts', async (before) => {
    const modules = Buffer.concat([SENTINEL, Buffer.from('path\texample.com/app\nmod\t')]);
    const found = await read(Buffer.alloc((1 << 20) - before), table(NAMES, FORM), modules);
    expect(found).toEqual({ main: 'example.com/app', names: NAMES });
  });

  it('reads names across the borders of parts', async () => {
    const many = Array.from({ length: 200_000 }, (_, i) => `example.com/p${i}.F`);
    expect((await read(Buffer.alloc(10), table(many, FORM)))?.names).toEqual(many);
  });

  it('passes over what only looks like a table', async () => {
    const decoys = [
      table(['no.F'], { ...FORM, magic: 0xfffffff2 }),
      table(['no.F'], FORM, (words) => words.with(4, 1)),
      table(['no.F'], FORM, (words) => words.with(3, 8)),
      table(['no.F'], FORM, (words) => words.map((word, i) => (i > 3 ? word + 2 ** 40 : word))),
      table(['no.F'], FORM, (words) => words.with(0, 0)),
    ];
    expect((await read(...decoys, table(NAMES, FORM)))?.names).toEqual(NAMES);
    expect(await read(...decoys)).toBeUndefined();
    expect(await read(table(NAMES, FORM).subarray(0, 40))).toBeUndefined();
  });

  it('says that a file cannot be read', async () => {
    await expect(withFunctions(join(folder, 'gone'), async () => undefined)).rejects.toMatchObject({
      code: 'RTO_BINARY_READ',
    });
  });
});
