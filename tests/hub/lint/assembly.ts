// What the compiler says of package runtime's functions: the size of each frame, whether it may make the stack grow, and whom
// it calls.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rto } from '../../support/rto.ts';
import { tempFolder } from '../../support/temp.ts';

export interface Compiled {
  name: string;
  /** Bytes of the frame: its locals and what it saves, without the return address. */
  bytes: number;
  nosplit: boolean;
  /** Functions that it calls by name. */
  calls: ReadonlySet<string>;
}

/** All functions of package runtime as the instrumented Go of a minor compiles it, by name: "rtoHit", "rtoLine.text". */
export async function compiledRuntime(minor: string, arch: string): Promise<Map<string, Compiled>> {
  const folder = tempFolder('assembly');
  writeFileSync(join(folder, 'go.mod'), 'module example.com/assembly\n\ngo 1.19\n');
  const words = ['exec', '--observe', 'none', minor, '--', 'go', 'build', '-gcflags=runtime=-S', 'runtime'];
  const built = await rto(words, { cwd: folder, env: { GOARCH: arch, CGO_ENABLED: '0' } });
  if (built.status !== 0) throw new Error(built.stderr);
  return parse(built.stderr === '' ? built.stdout : built.stderr);
}

const HEAD = /^(?:""|runtime)\.(\S+) STEXT (.*?)size=.*\blocals=(0x[0-9a-f]+)/;
const CALL = /\t(?:CALL|JMP)\t(?:""|runtime)\.([\w.()*]+)\(SB\)/;

function parse(text: string): Map<string, Compiled> {
  const functions = new Map<string, Compiled>();
  let calls = new Set<string>();
  for (const line of text.split('\n')) {
    const head = HEAD.exec(line);
    if (head !== null) {
      const [, symbol = '', marks = '', bytes = ''] = head;
      calls = new Set();
      // An ABI wrapper has its function's name and is marked dupok: it only calls that.
      if (/\bdupok\b/.test(marks)) continue;
      const name = plain(symbol);
      functions.set(name, { name, bytes: Number(bytes), nosplit: /\bnosplit\b/.test(marks), calls });
    } else if (line.startsWith('\t')) {
      const [, callee] = CALL.exec(line) ?? [];
      if (callee !== undefined) calls.add(plain(callee));
    } else if (/ STEXT /.test(line)) calls = new Set(); // of another package
  }
  return functions;
}

const plain = (symbol: string): string => symbol.replace(/[(*)]/g, '');
