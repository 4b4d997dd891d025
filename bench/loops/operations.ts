// Loops of single operations and of whole documents: data only.
import type { ConfigurationId } from './configurations.ts';
import type { LoopSpec } from './loop.ts';

const DUPLICATES = 'Hot duplicates: the dedup of the logger';
const CORRELATION = 'Correlation';
const OPERATIONS = 'Other operations';
const DOCUMENTS = 'Documents and servers';

const EVERY = ['stock', 'stock2', 'none', 'off', 'on', 'on2', 'exact'] as const satisfies ConfigurationId[];
const USUAL = ['stock', 'stock2', 'off', 'on', 'on2'] as const satisfies ConfigurationId[];

const hot = { program: 'loops', rounds: { quick: 15, full: 41 }, counted: 30_000 } as const;
const document = {
  group: DOCUMENTS,
  program: 'documents',
  configurations: USUAL,
  rounds: { quick: 11, full: 41 },
} as const;

export const LOOPS: readonly LoopSpec[] = [
  {
    ...hot,
    id: 'reflect.ValueOf duplicate',
    group: DUPLICATES,
    about: 'reflect.ValueOf(x).Kind() at one call site, seen before',
    loop: 'valueof',
    configurations: EVERY,
    yardstick: 'call',
    countedQuick: true,
  },
  {
    ...hot,
    id: 'reflect.TypeOf duplicate',
    group: DUPLICATES,
    about: 'reflect.TypeOf(x) at one call site, seen before',
    loop: 'typeof',
    configurations: EVERY,
    yardstick: 'call',
  },
  {
    ...hot,
    id: 'reflect.ValueOf eight types',
    group: DUPLICATES,
    about: 'reflect.ValueOf of interface values of eight types in turn: eight events, all seen before',
    loop: 'valueof-many',
    configurations: EVERY,
  },
  {
    ...hot,
    id: 'MethodByName 64-byte name',
    group: DUPLICATES,
    about:
      'reflect.Value.MethodByName with a text of 64 bytes made at run time, seen before, on a type without methods',
    loop: 'name64',
    configurations: EVERY,
    yardstick: 'hash64',
  },
  {
    ...hot,
    id: 'MethodByName 64-byte constant',
    group: DUPLICATES,
    about: 'the same with a text that is a constant of the program',
    loop: 'constant64',
    configurations: EVERY,
  },
  {
    ...hot,
    id: 'MethodByName and Call',
    group: CORRELATION,
    about: 'a method looked up by name and called, which the log joins; seen before',
    loop: 'method-call',
    configurations: EVERY,
    counted: 3000,
    countedQuick: true,
  },
  {
    ...hot,
    id: 'reflect.Value.Set*',
    group: OPERATIONS,
    about: 'one of SetInt, SetString, SetFloat, SetBool in turn',
    loop: 'set',
    configurations: EVERY,
  },
  {
    ...hot,
    id: 'unsafe.Slice',
    group: OPERATIONS,
    about: 'unsafe.Slice in a loop',
    loop: 'unsafe-slice',
    configurations: USUAL,
  },
  {
    ...hot,
    id: 'unsafe.String',
    group: OPERATIONS,
    about: 'unsafe.String in a loop',
    loop: 'unsafe-string',
    configurations: USUAL,
  },
  {
    ...hot,
    id: 'sha256 64 B',
    group: OPERATIONS,
    about: 'sha256.Sum256 of 64 bytes',
    loop: 'sha256',
    arg: 64,
    configurations: USUAL,
  },
  {
    ...hot,
    id: 'sha256 8 KiB',
    group: OPERATIONS,
    about: 'sha256.Sum256 of 8 KiB',
    loop: 'sha256',
    arg: 8192,
    configurations: USUAL,
    rounds: { quick: 0, full: 41 },
    counted: 300,
  },
  {
    ...hot,
    id: 'AES-GCM 1 KiB',
    group: OPERATIONS,
    about: 'aes.NewCipher, cipher.NewGCM and Seal of 1 KiB',
    loop: 'aes-gcm',
    configurations: USUAL,
    counted: 1000,
  },
  { ...document, id: 'json.Marshal', about: 'an order of 5 kB', loop: 'json-marshal', rounds: { quick: 0, full: 41 } },
  {
    ...document,
    id: 'json.Unmarshal',
    about: 'an order of 5 kB',
    loop: 'json-unmarshal',
    rounds: { quick: 0, full: 41 },
  },
  { ...document, id: 'json Marshal and Unmarshal', about: 'an order of 5 kB there and back', loop: 'json' },
  { ...document, id: 'yaml', about: 'gopkg.in/yaml.v3, the same order there and back', loop: 'yaml' },
  { ...document, id: 'text/template', about: 'an invoice of forty lines, a method called in each', loop: 'template' },
  {
    ...document,
    id: 'gob',
    about: 'encoding/gob, the same order there and back, with its types',
    loop: 'gob',
    rounds: { quick: 0, full: 41 },
  },
  {
    ...document,
    id: 'net/http JSON server',
    about:
      'a request that decodes and encodes an order, under load of four loopback connections that are kept open; all on one processor, the client included',
    loop: 'http',
    arg: 4,
  },
];
