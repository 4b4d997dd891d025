// The zip of one version of the module golang.org/toolchain: its files in normal form, its h1 and its NAR hash.
import { RtoError } from '../errors.ts';
import { DirHash } from './dirhash.ts';
import { findCollision, nameFault } from './names.ts';
import { normalFile } from './normal.ts';
import { hashStock, type StockFile, writeStock } from './stock.ts';
import { openZip, type Zip, type ZipEntry } from './zip.ts';

export const TOOLCHAIN_MODULE = 'golang.org/toolchain';

export interface ZipHashes {
  h1: string;
  /** SRI of the NAR of the tree in normal form. */
  nar: string;
}

/** Called with the number of files done and the number there are. */
export type OnProgress = (done: number, total: number) => void;

/**
 * `h1:` of the zip at `path`. Awaits now and then, so that progress is drawn and signals are seen.
 * @param version module version, `v0.0.1-go1.23.4.linux-amd64`
 */
export async function hashZip(path: string, version: string, onProgress: OnProgress = () => {}, signal?: AbortSignal) {
  const zip = openZip(path);
  try {
    checkNames(path, version, zip.entries);
    const h1 = new DirHash();
    let done = 0;
    for (const entry of zip.entries) {
      h1.add(entry.name, entry.read());
      if (++done % 64 === 0) {
        onProgress(done, zip.entries.length);
        await new Promise(setImmediate);
        signal?.throwIfAborted();
      }
    }
    onProgress(done, zip.entries.length);
    return h1.digest();
  } finally {
    zip.close();
  }
}

/** Both hashes in one pass, without writing anything. */
export function measureZip(path: string, version: string, onProgress: OnProgress = () => {}): ZipHashes {
  const zip = openZip(path);
  try {
    const files = stockFiles(path, version, zip);
    const h1 = new DirHash();
    const nar = hashStock(files, (file, data, done) => {
      h1.add(file.entry, data);
      onProgress(done, files.length);
    });
    return { h1: h1.digest(), nar };
  } finally {
    zip.close();
  }
}

/** Writes the tree in normal form below `into` (absent or empty) and returns its NAR hash (SRI). */
export function unpackZip(path: string, version: string, into: string, onProgress: OnProgress = () => {}): string {
  const zip = openZip(path);
  try {
    const files = stockFiles(path, version, zip);
    return writeStock(files, into, (done) => onProgress(done, files.length));
  } finally {
    zip.close();
  }
}

function stockFiles(path: string, version: string, zip: Zip): (StockFile & { entry: string })[] {
  const prefix = checkNames(path, version, zip.entries);
  return zip.entries.map((entry) => ({
    ...normalFile(entry.name.slice(prefix)),
    size: entry.size,
    entry: entry.name,
    read: () => entry.read(),
  }));
}

/** Throws RTO_ZIP_ENTRY unless every name stays below `module@version/`; returns the length of that prefix. */
function checkNames(path: string, version: string, entries: readonly ZipEntry[]): number {
  const prefix = `${TOOLCHAIN_MODULE}@${version}/`;
  const refuse = (name: string, reason: string): never => {
    throw new RtoError('RTO_ZIP_ENTRY', `${path} has an entry that is refused: ${reason}`, {
      facts: { entry: JSON.stringify(name) },
      try: 'do not use this archive; fetch it from a proxy you trust',
    });
  };
  const paths: string[] = [];
  for (const { name } of entries) {
    const fault = nameFault(name);
    if (fault) refuse(name, fault);
    if (!name.startsWith(prefix)) refuse(name, `it is outside ${prefix}`);
    paths.push(normalFile(name.slice(prefix.length)).path);
  }
  const collision = findCollision(paths);
  if (collision) refuse(collision[1], `it cannot stand beside ${JSON.stringify(collision[0])}`);
  return prefix.length;
}
