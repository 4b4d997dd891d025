// What an action graph of go build says.
import { expect, it } from 'vitest';
import { parseActions } from '../../bench/whole/actions.ts';

const action = (changes: object) => ({ ID: 1, Mode: 'build', Package: 'fmt', CmdUser: 30, CmdSys: 4, ...changes });

it('adds the processor time of packages that were compiled', () => {
  const graph = [
    action({}),
    action({ Package: 'os', CmdUser: 10, CmdSys: 0 }),
    { ID: 3, Mode: 'build', Package: 'unsafe' }, // runs no command
    action({ Mode: 'link', Package: 'example.com/app', CmdUser: 1000 }),
    { ID: 5, Mode: 'build', Package: 'cached', NeedBuild: false },
    { ID: 6, Mode: 'nop' },
  ];
  expect(parseActions(JSON.stringify(graph))).toEqual({ packages: 2, time: 44 });
});

it.each([
  ['[]', 'compiled no package'],
  [JSON.stringify([action({ Mode: 'link' })]), 'compiled no package'],
  ['{}', 'an action graph is a list'],
  ['', 'JSON'],
])('refuses %j: %s', (text, why) => expect(() => parseActions(text)).toThrow(why));
