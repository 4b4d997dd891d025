// The zip of one version of the module golang.org/toolchain: its files in normal form, its h1 and its NAR hash.
import { RtoError } from '../errors.ts';
import { takeSlowly } from '../eventloop.ts';
import { DirHash } from './dirhash.ts';
import { NameSet, nameFault } from './names.ts';
import { normalFile } from './normal.ts';
import { type FileVisitor, hashStock, type StockFile, writeStock } from './stock.ts';
import { openZip, type Zip } from './zip.ts';

export const TOOLCHAIN_MODULE = 'golang.org/toolchain';

/** Called with the number of files done and the number there are. */
type OnProgress = (done: number, total: number) => void;

interface StockZipFile extends StockFile {
  /** Name in the zip. */
  entry: string;
}

/** An opened zip whose names have been checked. Stays readable when the file is renamed or removed. Close it. */
export interface StockZip {
  readonly files: readonly StockFile[];
  /** `h1:` of the module. Awaits now and then, so that progress is drawn and signals are seen. */
  h1(onProgress?: OnProgress, signal?: AbortSignal): Promise<string>;
  /** Both hashes in one pass, without writing anything; `nar` is the SRI of the tree in normal form. */
  measure(): { h1: string; nar: string };
  /** Writes the tree in normal form below `into` (absent or empty); both hashes are of what was written. Awaits as h1 does. */
  unpack(into: string, onProgress?: OnProgress, signal?: AbortSignal): Promise<{ h1: string; nar: string }>;
  close(): void;
}

/**
 * Opens the zip at `path`.
 * Throws RTO_ZIP for a damaged file and RTO_ZIP_ENTRY for a name that may leave its folder.
 * @param version module version, `v0.0.1-go1.23.4.linux-amd64`
 * @param label names the file in errors, when not its path
 */
export function openStockZip(path: string, version: string, label = path): StockZip {
  const zip = openZip(path, label);
  try {
    const files = stockFiles(label, version, zip);
    return {
      files,
      h1: (onProgress, signal) => hashSlowly(files, onProgress, signal),
      measure() {
        const h1 = new DirHash();
        const nar = hashStock(files, (file, data) => h1.add(file.entry, data));
        return { h1: h1.digest(), nar };
      },
      async unpack(into, onProgress = () => {}, signal) {
        const h1 = new DirHash();
        const onFile: FileVisitor<StockZipFile> = (file, data, done) => {
          h1.add(file.entry, data);
          onProgress(done, files.length);
        };
        const nar = await writeStock(files, into, onFile, signal);
        return { h1: h1.digest(), nar };
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function hashSlowly(files: readonly StockZipFile[], onProgress: OnProgress = () => {}, signal?: AbortSignal) {
  const h1 = new DirHash();
  const onPause = (done: number) => onProgress(done, files.length);
  await takeSlowly(files, (file) => h1.add(file.entry, file.read()), { signal, onPause });
  return h1.digest();
}

/** The files in normal form; throws RTO_ZIP_ENTRY unless every name stays below `module@version/` and is there once. */
function stockFiles(label: string, version: string, zip: Zip): StockZipFile[] {
  const prefix = `${TOOLCHAIN_MODULE}@${version}/`;
  const refuse = (name: string, reason: string): never => {
    throw new RtoError('RTO_ZIP_ENTRY', `${label} has an entry that is refused: ${reason}`, {
      facts: { entry: JSON.stringify(name) },
      try: 'do not use this archive; fetch it from a proxy you trust',
    });
  };
  const names = new NameSet();
  return zip.entries.map((entry) => {
    const fault = nameFault(entry.name);
    if (fault) refuse(entry.name, fault);
    if (!entry.name.startsWith(prefix)) refuse(entry.name, `it is outside ${prefix}`);
    const normal = normalFile(entry.name.slice(prefix.length));
    const other = names.add(normal.path);
    if (other !== undefined) refuse(entry.name, `it cannot stand beside ${JSON.stringify(other)}`);
    return { ...normal, size: entry.size, entry: entry.name, read: () => entry.read() };
  });
}
