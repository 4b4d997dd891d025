// Looks for secrets in a log: any eight bytes in a row of a secret, in every encoding that a logger might have used.

/** Bytes that must not be found, by name. */
export type Planted = ReadonlyMap<string, Buffer>;

export interface Leak {
  name: string;
  encoding: string;
  /** The log around it. */
  excerpt: string;
}

/** Bytes of a secret that are found at once: fewer would be found by chance. */
const WINDOW = 8;
/** Of base64: six bytes are eight characters, and eight bytes hold six such wherever a group of three begins. */
const WINDOW64 = 6;

/** Every leak of a secret in `log`, each secret and encoding once. */
export function findLeaks(log: Buffer, planted: Planted): Leak[] {
  const text = log.toString('latin1');
  // What a JSON string stands for is searched besides what is written.
  const unescaped = Buffer.from(
    text.replace(/\\u00([0-9a-f]{2})/gi, (_, hex) => latin1(hex)).replace(/\\(.)/g, '$1'),
    'latin1',
  );
  const hits = [
    ...inBytes(log, 'raw', planted),
    ...inBytes(unescaped, 'raw, escaped', planted),
    ...inHex(text, planted),
    ...inBase64(text, planted),
    ...inByteLists(text, planted),
    ...inNumbers(text, planted),
  ];
  const seen = new Set<string>();
  return hits.filter(({ name, encoding }) => seen.size !== seen.add(`${name} ${encoding}`).size);
}

const latin1 = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));

/** Windows of all secrets, forwards and backwards: window as a key -> name. Windows with little in them say nothing. */
function windows(planted: Planted, size: number, key: (window: Buffer) => string): Map<string, string> {
  const all = new Map<string, string>();
  for (const [name, secret] of planted)
    for (const bytes of [secret, Buffer.from(secret).reverse()])
      for (let at = 0; at + size <= bytes.length; at++) {
        const window = bytes.subarray(at, at + size);
        if (new Set(window).size > size / 2) all.set(key(window), name);
      }
  return all;
}

const asHex = (window: Buffer): string => window.toString('hex');

function inBytes(log: Buffer, encoding: string, planted: Planted): Leak[] {
  const wanted = windows(planted, WINDOW, (window) => window.toString('latin1'));
  return slide(log.toString('latin1'), WINDOW, wanted, encoding);
}

/** Hex of either case, together or with the separators that people and %#v put between bytes. */
function inHex(text: string, planted: Planted): Leak[] {
  const wanted = windows(planted, WINDOW, asHex);
  const lower = text.toLowerCase();
  const together = lower.replace(/0x|\\x|[ ,:%-]/g, '');
  return [...slide(lower, WINDOW * 2, wanted, 'hex'), ...slide(together, WINDOW * 2, wanted, 'hex, separated')];
}

function inBase64(text: string, planted: Planted): Leak[] {
  const standard = windows(planted, WINDOW64, (window) => window.toString('base64'));
  const url = windows(planted, WINDOW64, (window) => window.toString('base64url'));
  return [...slide(text, 8, standard, 'base64'), ...slide(text, 8, url, 'base64url')];
}

/** Lists of decimals as %v and %d print bytes: [12 255 3 …]. */
function inByteLists(text: string, planted: Planted): Leak[] {
  const wanted = windows(planted, WINDOW, asHex);
  return [...text.matchAll(/\d{1,3}(?:[ ,;]+\d{1,3}){7,}/g)].flatMap(([list]) => {
    const bytes = list.split(/[ ,;]+/).map((number) => Number(number) & 255);
    return slide(Buffer.from(bytes).toString('hex'), WINDOW * 2, wanted, 'decimal bytes');
  });
}

/** Decimal numbers: a whole secret as one, or eight bytes of it as a word, signed or not. */
function inNumbers(text: string, planted: Planted): Leak[] {
  const word = (window: Buffer): string => BigInt(`0x${asHex(window)}`).toString();
  const wanted = windows(planted, WINDOW, word);
  for (const [window, name] of [...wanted]) wanted.set(BigInt.asIntN(64, BigInt(window)).toString(), name);
  for (const [name, secret] of planted)
    for (const bytes of [secret, Buffer.from(secret).reverse()]) wanted.set(word(bytes), name);
  return [...text.matchAll(/-?\d{15,}/g)].flatMap((match) => {
    const name = wanted.get(match[0]);
    return name === undefined
      ? []
      : [{ name, encoding: 'decimal', excerpt: around(text, match.index, match[0].length) }];
  });
}

function slide(text: string, size: number, wanted: ReadonlyMap<string, string>, encoding: string): Leak[] {
  const leaks: Leak[] = [];
  for (let at = 0; at + size <= text.length; at++) {
    const name = wanted.get(text.slice(at, at + size));
    if (name !== undefined) leaks.push({ name, encoding, excerpt: around(text, at, size) });
  }
  return leaks;
}

const around = (text: string, at: number, size: number): string => text.slice(Math.max(0, at - 80), at + size + 40);
