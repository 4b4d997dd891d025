// The suite of loops: operations and documents timed inside Go children.
import { rowNamesOf } from '../core/row.ts';
import type { Setting, Subject, Suite } from '../core/subject.ts';
import { openChildren } from './children.ts';
import { liveSubjects } from './live.ts';
import { loopRows, loopSubject } from './loop.ts';
import { LOOPS } from './operations.ts';

export function loopsSuite(): Suite {
  return {
    name: 'loops',
    rowNames: () => [
      ...LOOPS.flatMap((spec) => rowNamesOf(spec.id, loopRows(spec), spec.counted !== undefined)),
      // As many processors as there may be: two give every row that fewer give.
      ...liveSubjects(2).flatMap(({ id, rows }) => rowNamesOf(id, rows, false)),
    ],
    async subjects(setting: Setting) {
      const children = openChildren(setting);
      const live = liveSubjects(setting.cpus.length).map(
        ({ at, ...subject }): Subject => ({ ...subject, ...at({ children }) }),
      );
      return [...LOOPS.map((spec) => loopSubject(spec, children, setting)), ...live];
    },
  };
}
