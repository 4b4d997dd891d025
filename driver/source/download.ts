// One file from one URL to a new file on disk: streamed, resumed or started anew when the connection drops.
import { chmod, constants, copyFile, type FileHandle, open, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { RtoError } from '../errors.ts';
import { onDisk } from './disk.ts';
import { type Answer, dropBody, dropped, type Http, localFailure, refusal } from './http.ts';
import { Unserved } from './responses.ts';
import type { Secret } from './secret.ts';

/** The largest toolchain zip has 150 MB. */
const MAX_ZIP = 2 ** 30;

export interface DownloadOptions {
  onProgress?: (received: number, total: number | undefined) => void;
  signal?: AbortSignal | undefined;
  secret?: Secret | undefined;
}

/**
 * Writes what `url` (http, https or file) gives to `path`, which must not exist. Throws Unserved when the server does
 * not give it whole, RTO_SOURCE_DISK when it cannot be written; `path` is then to be removed by the caller.
 */
export async function download(http: Http, url: string, path: string, options: DownloadOptions = {}): Promise<void> {
  if (url.startsWith('file:')) return copyLocal(url, path, options);
  const file = await onDisk(path, () => open(path, 'wx', 0o644));
  try {
    await new Transfer(http, url, path, file, options).run();
  } finally {
    await onDisk(path, () => file.close());
  }
}

async function copyLocal(url: string, path: string, { onProgress }: DownloadOptions): Promise<void> {
  const from = fileURLToPath(url);
  const { size } = await stat(from).catch((error: unknown) => {
    throw localFailure(error);
  });
  await onDisk(path, async () => {
    await copyFile(from, path, constants.COPYFILE_EXCL);
    await chmod(path, 0o644); // the copy has the modes of the file
  });
  onProgress?.(size, size);
}

class Transfer {
  received = 0;
  total: number | undefined;
  /** A strong ETag, or a date: without one two versions of the file could be mixed, so it is started anew. */
  validator: string | undefined;
  readonly #http: Http;
  readonly #url: string;
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #options: DownloadOptions;

  constructor(http: Http, url: string, path: string, file: FileHandle, options: DownloadOptions) {
    this.#http = http;
    this.#url = url;
    this.#path = path;
    this.#file = file;
    this.#options = options;
  }

  async run(): Promise<void> {
    const { signal, secret } = this.#options;
    let failure: Unserved | undefined;
    let retryAfter: string | undefined;
    for (let attempt = 1; attempt <= this.#http.attempts; attempt++) {
      await this.#http.pause(attempt, retryAfter, signal);
      try {
        const answer = await this.#http.request(this.#url, { headers: this.#range(), signal, secret });
        retryAfter = String(answer.headers['retry-after'] ?? '');
        if (await this.#accept(answer)) return await this.#body(answer);
        failure = await refusal(answer);
        // The request for a range itself failed: ask again without one.
        if (answer.statusCode === 206 || answer.statusCode === 416) continue;
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof RtoError) throw error;
        failure = error instanceof Unserved ? error : dropped(error);
      }
      if (!failure.passing) throw failure;
    }
    const tries = `after ${this.#http.attempts} tries`;
    const got = this.received ? `, ${this.received} of ${this.total ?? 'unknown'} bytes received` : '';
    throw new Unserved(failure?.kind ?? 'network', `${failure?.message ?? 'no answer'} (${tries}${got})`, {
      cause: failure,
    });
  }

  #range(): Record<string, string> {
    if (this.received === 0 || this.validator === undefined) return {};
    return { range: `bytes=${this.received}-`, 'if-range': this.validator };
  }

  /** Whether the body is to be read: the whole file, or just what is missing. */
  async #accept(answer: Answer): Promise<boolean> {
    const { statusCode, headers } = answer;
    if (statusCode === 206) {
      const [, start, size] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(String(headers['content-range'] ?? '')) ?? [];
      if (Number(start) === this.received && (size === '*' || Number(size) === this.total)) return true;
    }
    // Another part than asked for, or none there: forget what was received.
    if (statusCode === 206 || statusCode === 416) await this.#restart();
    if (statusCode !== 200) return false;
    await this.#restart();
    const type = String(headers['content-type'] ?? '');
    if (/^text\/html\b/i.test(type)) return this.#reject(answer, `a web page (${type}) where a zip was asked for`);
    const length = String(headers['content-length'] ?? '');
    this.total = /^\d+$/.test(length) ? Number(length) : undefined;
    if ((this.total ?? 0) > MAX_ZIP) return this.#reject(answer, `${length} bytes, far more than a toolchain has`);
    const etag = String(headers['etag'] ?? '');
    this.validator = etag.startsWith('"') ? etag : undefined;
    if (!etag && headers['last-modified']) this.validator = String(headers['last-modified']);
    return true;
  }

  async #reject(answer: Answer, what: string): Promise<never> {
    await dropBody(answer);
    throw new Unserved('garbage', `200 with ${what}`);
  }

  async #restart(): Promise<void> {
    this.received = 0;
    this.total = undefined;
    this.validator = undefined;
    await onDisk(this.#path, () => this.#file.truncate(0));
  }

  async #body(answer: Answer): Promise<void> {
    for await (const part of answer.body) {
      const data: Uint8Array = part;
      if (this.received + data.length > Math.min(MAX_ZIP, this.total ?? MAX_ZIP))
        throw new Unserved('garbage', `more bytes than the ${this.total ?? MAX_ZIP} there may be`);
      await onDisk(this.#path, () => writeAll(this.#file, data, this.received));
      this.received += data.length;
      this.#options.onProgress?.(this.received, this.total);
    }
    if (this.total !== undefined && this.received < this.total)
      throw new Unserved('network', 'the connection ended early', { passing: true });
  }
}

async function writeAll(file: FileHandle, data: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < data.length; )
    done += (await file.write(data, done, data.length - done, position + done)).bytesWritten;
}
