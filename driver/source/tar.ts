// A release archive (go1.23.4.linux-amd64.tar.gz) unpacked strictly: regular files below `go/` and nothing else.
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Extract, extract, type Header } from 'tar-stream';
import { messageOf, RtoError } from '../errors.ts';
import { errnoOf, onDisk } from './disk.ts';
import { NameSet, nameFault } from './names.ts';
import { isDistributed, type NormalFile, normalFile } from './normal.ts';

/** As for zips: far above what any release unpacks to. */
const MAX_TOTAL = 2 ** 31;

/**
 * Unpacks what belongs to a release below `into` (absent or empty), in normal form. Throws RTO_ARCHIVE for a damaged
 * file, RTO_ARCHIVE_ENTRY for an entry that is refused, RTO_SOURCE_DISK when the disk refuses.
 * @param onFile called with the number of files written
 */
export async function unpackTar(
  path: string,
  into: string,
  onFile: (done: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const tar = extract();
  const feeding = pipeline(createReadStream(path), createGunzip(), (data: AsyncIterable<Buffer>) => feed(data, tar), {
    ...(signal ? { signal } : {}),
  });
  try {
    await Promise.all([feeding, new Writer(path, into, onFile).all(tar)]);
  } catch (error) {
    tar.destroy();
    await feeding.catch(() => {});
    signal?.throwIfAborted();
    if (error instanceof RtoError) throw error;
    if (errnoOf(error) === undefined) throw damaged(path, error);
    await onDisk(path, () => Promise.reject(error));
  }
}

function damaged(path: string, cause: unknown): RtoError {
  return new RtoError('RTO_ARCHIVE', `${path} is damaged: ${messageOf(cause)}`, {
    try: 'fetch the archive again',
    cause,
  });
}

/** An extended header holds a long name or two; the library keeps it in memory whole. And what is read ahead of an entry. */
const MAX_BETWEEN = 2 ** 20;

/** Writes all of `data`; stops without an error when the reader of `tar` has stopped, which says why itself. */
async function feed(data: AsyncIterable<Buffer>, tar: Extract): Promise<void> {
  let allowed = MAX_BETWEEN;
  tar.on('entry', ({ size = 0 }: Header) => {
    allowed = size + MAX_BETWEEN;
  });
  for await (const chunk of data) {
    if (tar.destroyed) return;
    allowed -= chunk.length;
    // Its reader is told, which says why.
    if (allowed < 0) return void tar.destroy(new Error(`it has a header of more than ${MAX_BETWEEN} bytes`));
    if (tar.write(chunk)) continue;
    await new Promise<void>((resolve) => {
      for (const event of ['drain', 'close'] as const) tar.once(event, resolve);
    });
  }
  tar.end(null);
}

class Writer {
  readonly #path: string;
  readonly #into: string;
  readonly #onFile: (done: number) => void;
  readonly #names = new NameSet();
  readonly #folders = new Set<string>();
  #total = 0;
  #done = 0;

  constructor(path: string, into: string, onFile: (done: number) => void) {
    this.#path = path;
    this.#into = into;
    this.#onFile = onFile;
  }

  async all(entries: Extract): Promise<void> {
    for await (const entry of entries) {
      const normal = this.#accept(entry.header);
      if (normal === undefined) entry.resume();
      else await this.#write(normal, entry);
    }
    if (this.#done === 0) throw new Error('it holds no file of a Go release');
  }

  /** The path in normal form; undefined for what is passed over. */
  #accept({ name, type, size }: Header): NormalFile | undefined {
    const bare = type === 'directory' ? name.replace(/\/$/, '') : name;
    const fault = nameFault(bare);
    if (fault !== undefined) this.#refuse(name, fault);
    if (bare !== 'go' && !bare.startsWith('go/')) this.#refuse(name, 'it is outside go/');
    if (type !== 'file' && type !== 'contiguous-file' && type !== 'directory') this.#refuse(name, `it is a ${type}`);
    this.#total += size;
    if (this.#total > MAX_TOTAL) this.#refuse(name, `with it the archive unpacks to more than ${MAX_TOTAL} bytes`);
    const normal = normalFile(bare.slice('go/'.length));
    if (type === 'directory' || !isDistributed(normal.path)) return undefined;
    const other = this.#names.add(normal.path);
    if (other !== undefined) this.#refuse(name, `it cannot stand beside ${JSON.stringify(other)}`);
    return normal;
  }

  #refuse(name: string, reason: string): never {
    throw new RtoError('RTO_ARCHIVE_ENTRY', `${this.#path} has an entry that is refused: ${reason}`, {
      facts: { entry: JSON.stringify(name) },
      try: 'do not use this archive; fetch it from where Go is published',
    });
  }

  async #write({ path, executable }: NormalFile, content: AsyncIterable<unknown>): Promise<void> {
    const target = join(this.#into, path);
    const folder = dirname(target);
    await onDisk(this.#into, async () => {
      if (!this.#folders.has(folder)) await mkdir(folder, { recursive: true, mode: 0o755 });
      this.#folders.add(folder);
    });
    const file = await onDisk(this.#into, () => open(target, 'wx', executable ? 0o755 : 0o644));
    try {
      for await (const data of content) {
        if (!(data instanceof Uint8Array)) throw new TypeError('a tar entry that is no bytes');
        await onDisk(this.#into, () => file.writeFile(data));
      }
    } finally {
      await file.close();
    }
    this.#onFile(++this.#done);
  }
}
