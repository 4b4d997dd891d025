// An inspection as text for people. Pure; names from a binary are shown with their control characters escaped.
import type { Stamp } from '../binary/records.ts';
import { fill, listed, width, wrapWords } from '../text/columns.ts';
import { neutralise } from '../text/safe.ts';
import { plural } from '../text/units.ts';
import type { Asked } from './asked.ts';
import type { HookedGroup, HookedPackage, Inspection } from './inspection.ts';
import { UNSAFE } from './unsafe.ts';

const WIDTH = 118;

/** @param toolchainPath where the binary's toolchain is installed on this machine */
export function inspectionLines(inspection: Inspection, toolchainPath: string | undefined): string[] {
  const { file, format, instrumented, stamp, programs } = inspection;
  if (!instrumented) {
    const why = format === null ? 'it is not a program' : `a program (${format}) that instrumented Go did not build`;
    return [neutralise(`${file}: not instrumented: ${why}`), ...trouble(inspection)];
  }
  return [
    neutralise(`${file}: instrumented (${format})`),
    ...(stamp === null ? [] : stampLines(stamp, toolchainPath)),
    ...programs.flatMap((one) => ['  one of several programs:', ...stampLines(one, undefined)]),
    ...hookedLines(inspection.hooked),
    ...section('Asked for, not in this binary', inspection.notFound.flatMap(askedLines)),
    ...section('Cannot be hooked', inspection.skipped.flatMap(reasonLines)),
    ...section(
      'Built without hooks',
      inspection.unobserved.flatMap((one) => reasonLines({ name: one.package, ...one })),
    ),
    ...(inspection.hooked.some(({ group }) => group === 'unsafe')
      ? hanging(`note: unsafe is ${UNSAFE}`, '', '  ')
      : []),
    ...trouble(inspection),
  ];
}

function stampLines({ rto, target, toolchain, observe }: Stamp, path: string | undefined): string[] {
  const rows = [
    ['go', `${toolchain.go}, for ${target}`],
    ['rto', `${rto}, recipe ${toolchain.recipe}`],
    ['toolchain', path ?? `${toolchain.name} (for ${toolchain.platform}; not installed here)`],
  ];
  const words = observe === '' ? ['nothing'] : observe.split(',');
  return [
    ...rows.map(([label = '', text = '']) => neutralise(`  ${label.padEnd(9)}  ${text}`)),
    ...filled('  observes   ', words),
  ];
}

function hookedLines(groups: readonly HookedGroup[]): string[] {
  if (groups.length === 0) return ['Hooked: nothing'];
  const hooked = groups.flatMap((group) => [
    `  ${group.group}: ${counts(group)}`,
    ...group.packages.flatMap((one) => filled(`    ${neutralise(one.package)}  `, operations(one))),
  ]);
  return ['Hooked', ...hooked];
}

const operations = ({ package: path, functions, sites }: HookedPackage): string[] => [
  ...functions.map((name) => (name.startsWith(`${path}.`) ? name.slice(path.length + 1) : name)),
  ...Object.entries(sites).map(([name, count]) => `${name.slice(name.indexOf('.') + 1)} ${count}`),
];

function counts({ functions, sites, packages }: HookedGroup): string {
  const parts = [functions > 0 ? plural(functions, 'function') : '', sites > 0 ? plural(sites, 'call site') : ''];
  return `${parts.filter((part) => part !== '').join(' and ')} in ${plural(packages.length, 'package')}`;
}

function askedLines({ asked, missing, reason }: Asked): string[] {
  const head = reasonLines({ name: asked, reason: missing.length === 0 ? reason : `${reason}:` });
  return missing.length === 0 ? head : [...head, ...filled('    ', missing)];
}

const reasonLines = ({ name, reason }: { name: string; reason: string }): string[] =>
  hanging(`${name}: ${reason}`, '  ', '      ');

/** Words in lines of at most WIDTH characters, the first behind its own indent. */
const hanging = (text: string, first: string, others: string): string[] =>
  wrapWords(text, WIDTH - others.length).map((line, i) => (i === 0 ? first : others) + line);

const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [title, ...lines]);

function trouble({ damaged, unknown, programs, stamp, instrumented }: Inspection): string[] {
  const noStamp = instrumented && stamp === null && programs.length === 0;
  return [
    ...(programs.length > 0 ? ['note: several programs are in this file; what is hooked is of all of them'] : []),
    ...(noStamp ? ["note: Go's runtime is not in this file, and with it what it was built with"] : []),
    ...(damaged > 0 ? [`note: ${plural(damaged, 'record')} of rto cannot be read`] : []),
    ...(unknown > 0 ? [`note: ${plural(unknown, 'record')} of a newer rto`] : []),
  ];
}

/** Names behind a head; later lines stand below the first name, or where the head is long, near its start. */
function filled(head: string, names: readonly string[]): string[] {
  const indent = ' '.repeat(width(head) < WIDTH / 2 ? width(head) : 6);
  return fill(listed(names), WIDTH, { head, indent, long: 'whole' });
}
