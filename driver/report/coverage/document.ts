// Coverage as a document: for each module, how many hooked functions ran, and which did not. Pure.
import { plural } from '../../text/units.ts';
import type { Counts, Document, Fact, Findings, Outline } from '../document.ts';
import { UNSAFE } from '../unsafe.ts';
import type { Coverage, CoveredModule, CoveredPackage, Ran } from './coverage.ts';

const MOST = { packages: 10 };

/** The document of a coverage, a page. */
export function coverageDocument(coverage: Coverage): Document {
  const { program, modules, notFound, unobserved, skipped } = coverage;
  const findings: Findings[] = [
    findingsOf(
      'Asked for, and not in this program',
      notFound.map(({ asked, reason, missing }) => ({
        ...{ id: 'not-in-program', subject: asked },
        why: missing.length === 0 ? reason : `${reason}: ${missing.join(', ')}`,
      })),
    ),
    findingsOf(
      'Could not be hooked',
      skipped.map(({ name, reason }) => ({ id: 'not-hooked', subject: name, why: reason })),
    ),
    findingsOf(
      'Built without hooks',
      unobserved.map((one) => ({ id: 'package-not-observed', subject: one.package, why: one.reason })),
    ),
  ].filter(({ findings }) => findings.length > 0);
  const idle = idleFunctions(modules);
  return {
    layout: 'page',
    title: `Coverage of ${program}`,
    facts: factsOf(coverage),
    sections: [countsOf(coverage), ...(idle.items.length > 0 ? [idle] : []), ...findings],
  };
}

function factsOf({ go, observe, events, functions, problems }: Coverage): Fact[] {
  return [
    { label: 'ran', text: `${functions.ran} of ${plural(functions.hooked, 'hooked function')}` },
    { label: 'events', text: plural(events, 'distinct event') },
    ...(problems > 0 ? [{ label: 'unreadable', text: plural(problems, 'line') }] : []),
    ...(go === null ? [] : [{ label: 'go', text: `go${go}` }]),
    ...(observe === null ? [] : [{ label: 'observed', text: observe.split(',').join(', ') || 'nothing' }]),
  ];
}

function countsOf({ modules, sites }: Coverage): Counts {
  const figures = ({ hooked, ran }: Ran) => [hooked, ran];
  const called = Object.entries(sites).map(
    ([name, { hooked, events }]) => `${name} (${plural(hooked, 'call site')}, ${plural(events, 'event')})`,
  );
  return {
    kind: 'counts',
    title: 'Hooked functions, and how many ran',
    columns: ['hooked', 'ran'],
    parts: modules.map((module) => ({
      sum: { name: nameOf(module), figures: figures(module.functions) },
      rows: module.packages.map((one) => ({ name: one.package, figures: figures(ranOf(one)) })),
      ...{ what: 'packages', most: MOST.packages },
    })),
    notes: called.length > 0 ? [{ text: 'call sites of', names: called }, { text: `unsafe: ${UNSAFE}` }] : [],
  };
}

const nameOf = ({ module, version }: CoveredModule): string =>
  module === '' ? 'module not known' : `${module} ${version}`.replace(/ \(devel\)$/, '').trim();

const ranOf = ({ functions }: CoveredPackage): Ran => {
  const counts = Object.values(functions);
  return { hooked: counts.length, ran: counts.filter((count) => count > 0).length };
};

const idleFunctions = (modules: readonly CoveredModule[]): Outline => ({
  kind: 'outline',
  title: 'Hooked and linked, and did not run',
  items: modules.flatMap((module) => {
    const packages = module.packages.flatMap(({ package: path, functions }) => {
      const names = Object.entries(functions).flatMap(([name, count]) => (count > 0 ? [] : [name]));
      const short = names.map((name) => (name.startsWith(`${path}.`) ? name.slice(path.length + 1) : name));
      return names.length > 0 ? [{ head: path, names: short }] : [];
    });
    return packages.length > 0 ? [{ text: nameOf(module), items: packages }] : [];
  }),
});

const findingsOf = (title: string, findings: Findings['findings']): Findings => ({
  ...{ kind: 'findings', title, level: 'warning' },
  findings,
});
