// The suite of whole programs: cmd/go of every Go minor, and a large program of others.
import { join } from 'node:path';
import { openCatalog } from '../../driver/version/catalog.ts';
import type { Setting, Suite, Toolchain } from '../core/subject.ts';
import { ROOT } from '../machine/root.ts';
import { openBuilds } from './builds.ts';
import { buildSubjects } from './buildsubjects.ts';
import { goCommand, largeNeeds, largeProgram } from './program.ts';
import { runSubjects } from './running.ts';

export function wholeSuite(): Suite {
  let large: string | undefined;
  return {
    name: 'whole',
    async subjects(setting: Setting) {
      const asked = seriesOf(setting.toolchains.rto);
      const all = [...openCatalog(join(ROOT, 'overlays', 'catalog')).series];
      const newestFirst = all.reverse().filter((series) => series !== asked);
      const builder = olderThan(asked, largeNeeds()) ? (newestFirst[0] ?? asked) : asked;
      const last = largeProgram(builder);
      large = `${last.about}, built with Go ${builder}`;
      // The Go that was asked for and the large program first: who stops a run has seen what matters.
      const programs = [goCommand(asked), last, ...newestFirst.map(goCommand)];
      return programs.flatMap((program) => {
        const builds = openBuilds(program, setting);
        return [...buildSubjects(program, builds), ...runSubjects(program, builds, setting)];
      });
    },
    versions: async () => (large === undefined ? {} : { 'large program': large }),
  };
}

/** '1.24.13' -> '1.24' */
const seriesOf = ({ version }: Toolchain): string => version.split('.').slice(0, 2).join('.');

/** Of two minors of Go 1. */
const olderThan = (series: string, other: string): boolean =>
  Number(series.split('.')[1]) < Number(other.split('.')[1]);
