// Does the same with stock and with instrumented Go in two copies of a program, and gives both results for comparison.
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Result, rto, run } from '../../support/rto.ts';
import { stockGoroot } from '../../support/stock.ts';
import type { Files } from './fixtures.ts';

export type Tool = 'stock' | 'rto';

/** One side of a comparison: a copy of the program and the Go to build it with. */
export class Side {
  private constructor(
    readonly tool: Tool,
    readonly minor: string,
    readonly folder: string,
    private readonly goroot: string,
  ) {}

  /** A fresh copy of the program below `parent`; `source` is a folder or the files themselves. */
  static async make(tool: Tool, minor: string, parent: string, source: string | Files): Promise<Side> {
    const folder = join(mkdtempSync(join(parent, 'side-')), 'program'); // both sides have paths of one length
    if (typeof source === 'string') cpSync(source, folder, { recursive: true });
    else
      for (const [name, text] of Object.entries(source)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    if (tool === 'rto') return new Side(tool, minor, folder, '');
    const { version } = JSON.parse((await rto(['resolve', '--json', minor])).stdout);
    return new Side(tool, minor, folder, await stockGoroot(version));
  }

  /** Runs a go command in the copy. The instrumented one observes by rto's default. */
  async go(args: readonly string[], env: Record<string, string> = {}, cwd = this.folder): Promise<Result> {
    if (this.tool === 'rto') return await rto(['exec', this.minor, '--', 'go', ...args], { cwd, env });
    const stock = { GOROOT: this.goroot, GOTOOLCHAIN: 'local', ...env };
    return await run(join(this.goroot, 'bin', 'go'), args, { cwd, env: stock });
  }
}

/** Does it on both sides. */
export async function both(
  minor: string,
  parent: string,
  source: string | Files,
  work: (side: Side) => Promise<Result>,
): Promise<{ stock: Result; rto: Result }> {
  const [stock, ours] = [
    await Side.make('stock', minor, parent, source),
    await Side.make('rto', minor, parent, source),
  ];
  return { stock: plain(await work(stock), stock), rto: plain(await work(ours), ours) };
}

/** A result without what differs from run to run: the copy's path, addresses, goroutine numbers and times. */
function plain(result: Result, side: Side): Result {
  const text = (words: string): string =>
    words
      .replaceAll(dirname(side.folder), '…')
      .replace(/0x[0-9a-f]+\??/g, '0x…') // ? marks an argument that may be outdated
      .replace(/goroutine \d+/g, 'goroutine …')
      .replace(/\b\d+(\.\d+)?( ?[nµm]?s\b)/g, '…$2')
      .replace(/ m=\d+| gp=0x…|mp=0x…/g, '');
  return { ...result, stdout: text(result.stdout), stderr: text(result.stderr) };
}
