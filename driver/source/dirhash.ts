// The `h1:` hash of a module: over file names and contents, so it survives a server that zips them anew.
import { createHash } from 'node:crypto';

/** Collects files in any order. Format: Hash1 of golang.org/x/mod/sumdb/dirhash. */
export class DirHash {
  readonly #lines: { name: Buffer; line: string }[] = [];

  /** @param name as in the zip, with its `module@version/` prefix; must hold no newline (names.ts refuses those) */
  add(name: string, data: Buffer): void {
    const digest = createHash('sha256').update(data).digest('hex');
    this.#lines.push({ name: Buffer.from(name), line: `${digest}  ${name}\n` });
  }

  /** `h1:<base64>` of what was added. */
  digest(): string {
    const hash = createHash('sha256');
    // Go sorts strings by bytes; JavaScript would sort by UTF-16 units.
    for (const { line } of this.#lines.sort((a, b) => Buffer.compare(a.name, b.name))) hash.update(line);
    return `h1:${hash.digest('base64')}`;
  }
}
