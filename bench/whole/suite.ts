// The suite of whole programs: cmd/go of every Go minor, and a large program of others.
import { join } from 'node:path';
import { openCatalog } from '../../driver/version/catalog.ts';
import { rowNamesOf } from '../core/row.ts';
import type { Setting, Subject, Suite, Toolchain } from '../core/subject.ts';
import { ROOT } from '../machine/root.ts';
import { openBuilds, type Place } from './builds.ts';
import { buildSubjects } from './buildsubjects.ts';
import { goCommand, largeNeeds, largeProgram, type WholeProgram } from './program.ts';
import { runSubjects } from './running.ts';

export function wholeSuite(): Suite {
  let large: string | undefined;
  return {
    name: 'whole',
    rowNames: () =>
      programsOf(minors().at(-1) ?? '').flatMap((program) =>
        subjectsOf(program, () => {
          throw new Error('only names are asked for');
        }).flatMap(({ id, rows }) => rowNamesOf(id, rows, false)),
      ),
    async subjects(setting: Setting) {
      const programs = programsOf(seriesOf(setting.toolchains.rto));
      return programs.flatMap((program) => {
        const builds = openBuilds(program, setting);
        return subjectsOf(program, () => {
          if (program.serve) large = `${program.about}, built with Go ${program.go}`;
          return { builds, setting };
        });
      });
    },
    versions: async () => (large === undefined ? {} : { 'large program': large }),
  };
}

/** The Go that was asked for and the large program first: who stops a run has seen what matters. Then the newest Go first. */
function programsOf(asked: string): WholeProgram[] {
  const others = minors().filter((series) => series !== asked);
  const builder = olderThan(asked, largeNeeds()) ? (others[0] ?? asked) : asked;
  return [goCommand(asked), largeProgram(builder), ...others.map(goCommand)];
}

const subjectsOf = (program: WholeProgram, place: Place): Subject[] => [
  ...buildSubjects(program, place),
  ...runSubjects(program, place),
];

/** Newest first. */
const minors = (): string[] => [...openCatalog(join(ROOT, 'overlays', 'catalog')).series].reverse();

/** '1.24.13' -> '1.24' */
const seriesOf = ({ version }: Toolchain): string => version.split('.').slice(0, 2).join('.');

/** Of two minors of Go 1. */
const olderThan = (series: string, other: string): boolean =>
  Number(series.split('.')[1]) < Number(other.split('.')[1]);
