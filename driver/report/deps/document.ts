// What modules did as a document: per module its capabilities, and what is new beside the lock. Pure.
import { baseName } from '../../text/lists.ts';
import { plural } from '../../text/units.ts';
import type { Counts, Document, Fact, Findings, Outline } from '../document.ts';
import type { Deps, UsingModule } from './deps.ts';
import type { Allowed, Checked } from './lock.ts';

export interface DepsView {
  /** Where a lock was compared. */
  checked: Checked | undefined;
}

const MOST = { capabilities: 20, silent: 10 };

export function depsDocument(deps: Deps, { checked }: DepsView): Document {
  const { program, modules, silent } = deps;
  return {
    layout: 'page',
    title: `What the modules of ${program ?? 'the program'} did`,
    facts: factsOf(deps, checked),
    sections: [
      ...(checked === undefined ? [] : changes(checked)),
      countsOf(modules, silent),
      ...modules.filter(({ origin }) => origin === 'dependency').map(placesOf),
    ],
  };
}

function factsOf({ go, modules, problems }: Deps, checked: Checked | undefined): Fact[] {
  const dependencies = modules.filter(({ origin }) => origin === 'dependency').length;
  return [
    { label: 'deps', text: `${dependencies === 1 ? '1 dependency' : `${dependencies} dependencies`} with events` },
    ...(go === null ? [] : [{ label: 'go', text: `go${go}` }]),
    ...(problems > 0 ? [{ label: 'unreadable', text: plural(problems, 'line') }] : []),
    ...(checked === undefined
      ? []
      : [
          {
            label: 'lock',
            text: !checked.known
              ? `nothing is locked for ${checked.key} yet`
              : checked.added.length === 0
                ? `as in the lock for ${checked.key}`
                : `${plural(checked.added.length, 'new line')} beside the lock for ${checked.key}`,
          },
        ]),
  ];
}

function changes({ added, gone, allowed, expired, unused }: Checked): Findings[] {
  const findings = (title: string, level: Findings['level'], all: Findings['findings']): Findings[] =>
    all.length === 0 ? [] : [{ kind: 'findings', title, level, findings: all }];
  return [
    ...findings(
      'New behaviour of dependencies',
      'warning',
      added.map((line) => ({ id: 'new-behaviour', subject: line, why: 'not in the lock' })),
    ),
    ...findings(
      'New, and allowed',
      'note',
      allowed.map(({ line, by, reason }) => ({ id: 'allowed', subject: line, why: `${reason} (${by})` })),
    ),
    ...findings(
      'In the lock, and not seen this time',
      'note',
      gone.map((line) => ({ id: 'gone', subject: line, why: 'no event' })),
    ),
    ...findings('Allowances that no longer count', 'note', [
      ...expired.map((one) => stale(one, `expired on ${one.expires}`)),
      ...unused.map((one) => stale(one, 'no line is like it')),
    ]),
  ];
}

const stale = ({ module, capability, operation }: Allowed, why: string): Findings['findings'][number] => ({
  id: 'stale',
  subject: `${module} ${capability} ${operation}`,
  why,
});

function countsOf(modules: readonly UsingModule[], silent: Deps['silent']): Counts {
  return {
    kind: 'counts',
    title: 'Modules, and what they did',
    columns: ['events'],
    parts: modules.map((one) => ({
      sum: { name: nameOf(one), figures: [one.events] },
      rows: one.capabilities.map(({ capability, operations }) => ({
        name: capability,
        figures: [operations.reduce((total, { events }) => total + events, 0)],
      })),
      ...{ what: 'capabilities', most: MOST.capabilities },
    })),
    notes:
      silent.length === 0
        ? []
        : [{ text: 'no events from', names: silent.map((one) => nameOf(one)), most: MOST.silent }],
  };
}

const placesOf = (module: UsingModule): Outline => ({
  kind: 'outline',
  title: nameOf(module),
  items: module.capabilities.map(({ capability, operations }) => ({
    text: capability,
    items: operations.map(({ operation, sites }) => ({
      head: operation,
      names: sites.map(({ file, line, function: caller }) => `${baseName(file)}:${line} ${caller}`),
    })),
  })),
});

const nameOf = ({ module, version }: { module: string; version: string }): string =>
  `${module} ${version}`.replace(/ \(devel\)$/, '').trim();
