// An inspection as a document: what a binary was built with, what is hooked, and what observes nothing. Pure.
import type { Stamp } from '../../binary/records.ts';
import { plural } from '../../text/units.ts';
import type { Document, Fact, Findings, Outline } from '../document.ts';
import { UNSAFE } from '../unsafe.ts';
import type { HookedGroup, HookedPackage, Inspection } from './inspection.ts';

export interface InspectionView {
  /** The folder of the binary's toolchain on this machine; undefined where it is not installed. */
  toolchain: string | undefined;
}

/** The document of an inspection, a card. */
export function inspectionDocument(inspection: Inspection, { toolchain }: InspectionView): Document {
  const { file, format, instrumented, stamp, programs, notFound, skipped, unobserved } = inspection;
  if (!instrumented) {
    const why = format === null ? 'it is not a program' : `a program (${format}) that instrumented Go did not build`;
    const title = `${file}: not instrumented: ${why}`;
    return { layout: 'card', title, facts: [], sections: [{ kind: 'notes', level: 'note', texts: notes(inspection) }] };
  }
  const facts = [
    ...(stamp === null ? [] : stampFacts(stamp, toolchain)),
    ...programs.flatMap((one) => [{ label: 'one of several programs:', text: '' }, ...stampFacts(one, undefined)]),
  ];
  return {
    layout: 'card',
    title: `${file}: instrumented (${format})`,
    facts,
    sections: [
      hooked(inspection.hooked),
      findings(
        'Asked for, not in this binary',
        notFound.map(({ asked, reason, missing }) => ({
          ...{ id: 'not-in-program', subject: asked },
          ...(missing.length === 0 ? { why: reason } : { why: `${reason}:`, names: missing }),
        })),
      ),
      findings(
        'Cannot be hooked',
        skipped.map(({ name, reason }) => ({ id: 'not-hooked', subject: name, why: reason })),
      ),
      findings(
        'Built without hooks',
        unobserved.map((one) => ({ id: 'package-not-observed', subject: one.package, why: one.reason })),
      ),
      { kind: 'notes', level: 'note', texts: notes(inspection) },
    ],
  };
}

function stampFacts({ rto, target, toolchain, observe }: Stamp, path: string | undefined): Fact[] {
  return [
    { label: 'go', text: `${toolchain.go}, for ${target}` },
    { label: 'rto', text: `${rto}, recipe ${toolchain.recipe}` },
    {
      label: 'toolchain',
      text: path ?? `${toolchain.name} (for ${toolchain.platform}; not installed here)`,
    },
    { label: 'observes', text: '', names: observe === '' ? ['nothing'] : observe.split(',') },
  ];
}

const hooked = (groups: readonly HookedGroup[]): Outline => ({
  kind: 'outline',
  title: 'Hooked',
  items: groups.map((group) => ({
    text: `${group.group}: ${counts(group)}`,
    items: group.packages.map((one) => ({ head: one.package, names: operations(one) })),
  })),
});

const operations = ({ package: path, functions, sites }: HookedPackage): string[] => [
  ...functions.map((name) => (name.startsWith(`${path}.`) ? name.slice(path.length + 1) : name)),
  ...Object.entries(sites).map(([name, count]) => `${name.slice(name.indexOf('.') + 1)} ${count}`),
];

function counts({ functions, sites, packages }: HookedGroup): string {
  const parts = [functions > 0 ? plural(functions, 'function') : '', sites > 0 ? plural(sites, 'call site') : ''];
  return `${parts.filter((part) => part !== '').join(' and ')} in ${plural(packages.length, 'package')}`;
}

const findings = (title: string, all: Findings['findings']): Findings => ({
  ...{ kind: 'findings', title, level: 'note' },
  findings: all,
});

function notes({ hooked, damaged, unknown, programs, stamp, instrumented }: Inspection): string[] {
  const noStamp = instrumented && stamp === null && programs.length === 0;
  return [
    ...(instrumented && hooked.some(({ group }) => group === 'unsafe') ? [`unsafe is ${UNSAFE}`] : []),
    ...(programs.length > 0 ? ['several programs are in this file; what is hooked is of all of them'] : []),
    ...(noStamp ? ["Go's runtime is not in this file, and with it what it was built with"] : []),
    ...(damaged > 0 ? [`${plural(damaged, 'record')} of rto cannot be read`] : []),
    ...(unknown > 0 ? [`${plural(unknown, 'record')} of a newer rto`] : []),
  ];
}
