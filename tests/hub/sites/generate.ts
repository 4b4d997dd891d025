// Writes a program of generated call sites, and says of those whose oracle cannot stand beside them what the log must say.
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from '../../support/program.ts';
import type { Fact } from './facts.ts';
import { type Call, COMMON, callFor, SHARED } from './operations.ts';
import { type Random, random } from './random.ts';
import { STYLES, type Style } from './styles.ts';

export interface Program {
  /** The module's folder. */
  folder: string;
  /** How many sites it has. */
  sites: number;
  /** What the log must hold besides what the program's oracle says. */
  known: readonly Fact[];
}

const MADE = 'example.com/hub/sites/made';
const FAR = 'example.com/hub/sites/made/far.v2'; // the linker escapes the dot of the last element

/** So many sites of each style, except of those that are few. */
export function generate(parent: string, seed: number, each: number): Program {
  const folder = mkdtempSync(join(parent, 'program-'));
  cpSync(app('hub'), folder, { recursive: true });
  const made = join(folder, 'sites', 'made');
  mkdirSync(join(made, 'far.v2'));
  const writer = new Writer(made, random(seed));
  for (const style of STYLES) writer.style(style, style.few ? Math.ceil(each / 8) : each);
  writer.end();
  return { folder, sites: writer.count, known: writer.known };
}

/** A Go file that is being written; its lines are counted. */
class GoFile {
  private lines: string[];

  constructor(
    readonly path: string,
    head: string,
  ) {
    this.lines = head.split('\n');
  }

  /** Adds text and returns the number of its first line. */
  add(text: string): number {
    const first = this.lines.length + 1;
    this.lines.push(
      ...text.replace('//line BACK', `//line ${this.path}:${first + text.split('\n').length}`).split('\n'),
    );
    return first;
  }

  write(): void {
    writeFileSync(this.path, `${this.lines.join('\n')}\n`);
  }
}

class Writer {
  count = 0;
  readonly known: Fact[] = [];
  private readonly far: GoFile;

  constructor(
    private readonly made: string,
    private readonly random: Random,
  ) {
    this.far = new GoFile(join(made, 'far.v2', 'far.go'), `${COMMON.replace('package made', 'package far')}${SHARED}`);
    const shared = new GoFile(join(made, 'shared.go'), `${COMMON}${SHARED}`);
    shared.write();
  }

  /** Writes a file with sites of one style. */
  style(style: Style, count: number): void {
    const name = style.name.replace(/\W/g, '_');
    const imports = style.far === undefined ? COMMON : COMMON.replace('\n)', `\n\n\tfar "${FAR}"\n)`);
    const file = new GoFile(join(this.made, `${name}.go`), imports);
    for (let i = 0; i < count; i++) this.site(style, file);
    file.write();
  }

  end(): void {
    this.far.write();
  }

  private site(style: Style, file: GoFile): void {
    const n = this.count++;
    let call = callFor(n, this.random);
    for (let more = n; style.plain && !call.plain; ) call = callFor(++more, this.random);
    const fill = (text: string): string => filled(text, n, call);
    const first = file.add(`${fill(style.text)}\nfunc init() { drive.Add(enter${n}) }\n`);
    if (style.known === undefined) return;
    const caller = fill(style.known);
    if (style.far === undefined)
      this.know(call, `${MADE}.${caller}`, file.path, first + lineOf(style.text, 'CALL'), MADE);
    else
      this.know(
        call,
        `${FAR}.${caller}`,
        this.far.path,
        this.far.add(fill(style.far)) + lineOf(style.far, 'CALL'),
        FAR,
      );
  }

  private know(call: Call, caller: string, file: string, line: number, packagePath: string): void {
    for (const { operation, arguments: args } of call.says) {
      // Types of the far package are its own.
      const texts = Object.entries(args).map(([key, text]) => [key, ofPackage(String(JSON.parse(text)), packagePath)]);
      this.known.push({ operation, caller, file, line, arguments: Object.fromEntries(texts) });
    }
  }
}

const ofPackage = (text: string, path: string): string =>
  path === MADE ? text : text.replaceAll(`${MADE}.`, `${path}.`).replaceAll('made.record', 'far.record');

const lineOf = (text: string, mark: string): number => text.slice(0, text.indexOf(mark)).split('\n').length - 1;

function filled(text: string, n: number, { call, statement, says }: Call): string {
  const told = says.map(({ operation, arguments: args }) => {
    const words = Object.entries(args).flatMap(([key, value]) => [JSON.stringify(key), value]);
    return `oracle.Here(${[JSON.stringify(operation), ...words].join(', ')})`;
  });
  return text
    .replaceAll('SITE', () => [statement, ...told].join('; '))
    .replaceAll('CALL', () => statement)
    .replaceAll('DEFER', () => [call, ...told].map((one) => `defer ${one}`).join('; '))
    .replaceAll(/\bGO\b/g, () => [call, ...told].map((one) => `go ${one}`).join('; '))
    .replaceAll('ENTER', `enter${n}`)
    .replaceAll('NAME', `Site${n}`);
}
