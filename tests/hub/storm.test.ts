// Many processes append to one log: every line is whole, and every event of every process is there once.
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp.ts';
import { build, fault, fieldOf, observe } from './programs.ts';
import { MINORS, times } from './settings.ts';

const folder = tempFolder('hub');

const CHILDREN = times(60, 400);
const EVENTS = 100;

const wanted = (): string[] => {
  const names: string[] = [];
  const more = (prefix: string, count: number): void => {
    for (let i = 0; i < count; i++) names.push(`${prefix}.${i}`);
  };
  for (let i = 0; i < CHILDREN; i++) {
    more(`c${i}`, EVENTS);
    more(`p${i}`, 5);
  }
  more('end', EVENTS);
  return names.sort();
};

describe.each(MINORS)('Go %s', (minor) => {
  // With all of what starts a process observed, hooks run in children that were forked and have not become the program yet.
  it.each(['reflect', 'reflect,syscall/...,os/...,internal/syscall/...'])(
    'tears nothing in a storm of forks, %s',
    async (observed) => {
      const program = await build(folder, 'storm', minor, { observe: observed });
      const { result, log } = await observe(program, [String(CHILDREN), String(EVENTS)], { patience: 300 });
      expect(fault(result)).toBe('');
      expect(fieldOf(log, 'reflect.Value.MethodByName', 'name').sort()).toEqual(wanted());
    },
  );
});
