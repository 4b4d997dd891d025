// The modules that a Go program was built from, as cmd/go puts them into it: the text of runtime/debug.BuildInfo between marks.
import { open } from 'node:fs/promises';
import { unreadable } from './unreadable.ts';

// What the linker writes around the modules (cmd/go/internal/modload/build.go).
const BEGIN = Buffer.from('3077af0c9274080241e1c107e6d618e6', 'hex');
const END = Buffer.from('f932433186182072008242104116d8f2', 'hex');

/** The first mark, and the beginning of the first line. */
export const MODULES = Buffer.concat([BEGIN, Buffer.from('path\t')]);

const CHUNK = 1 << 20;
/** Bytes of the text. A program of a thousand modules has a tenth. */
const LONGEST = 1 << 20;

/**
 * Tab-separated lines: path, mod, dep, =>, build. Undefined where the program does not say.
 * @throws RTO_BINARY_READ
 */
export async function moduleLines(path: string): Promise<string | undefined> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(CHUNK + LONGEST);
    for (let at = 0; at < size; at += CHUNK) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      const bytes = buffer.subarray(0, bytesRead);
      // Elsewhere in a program that holds these bytes as data, such as cmd/go itself, they are no text between both marks.
      for (let from = bytes.indexOf(MODULES); from >= 0; from = bytes.indexOf(MODULES, from + 1)) {
        const end = bytes.indexOf(END, from);
        const text = end < 0 ? undefined : bytes.toString('utf8', from + BEGIN.length, end);
        if (text?.endsWith('\n')) return text;
      }
    }
    return undefined;
  } catch (cause) {
    throw unreadable(path, cause);
  } finally {
    await file.close();
  }
}
