// The suite of loops: operations and documents timed inside Go children.
import type { Setting, Subject, Suite } from '../core/subject.ts';
import { type Children, openChildren } from './children.ts';
import { liveSubjects } from './live.ts';
import { loopSubject } from './loop.ts';
import { LOOPS } from './operations.ts';

export function loopsSuite(): Suite {
  let children: Children | undefined;
  return {
    name: 'loops',
    async subjects(setting: Setting) {
      const opened = openChildren(setting);
      children = opened;
      const live = liveSubjects(setting.cpus.length).map(
        ({ at, ...subject }): Subject => ({ ...subject, ...at({ children: opened, setting }) }),
      );
      return [...LOOPS.map((spec) => loopSubject(spec, opened, setting)), ...live];
    },
    close: async () => await children?.close(),
  };
}
