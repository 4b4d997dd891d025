// Linked functions by package, named as selections name them.
import { expect, it } from 'vitest';
import { askedInVain } from '../../driver/report/inspection/asked.ts';
import { linkedByPackage } from '../../driver/report/inspection/linked.ts';

async function* each(names: readonly string[]) {
  yield* names;
}

it('leaves out what nobody can ask for', async () => {
  const names = [
    ...['os/exec.(*Cmd).Start', 'os/exec.(*Cmd).Start.func1', 'os/exec.(*Cmd).Start.gowrap2', 'os/exec.init'],
    ...['os/exec.init.0', 'os/exec.glob..func1', 'os/exec.Command', 'os/exec.(*Cmd).Wait-fm', 'os/exec.run-range1'],
    ...[
      'gopkg.in/yaml%2ev3.(*decoder).scalar',
      'main.run',
      'main.each[...]',
      'main.(*list[...]).add',
      'type:.eq.main.T',
    ],
    ...['main.function1', 'slices.SortFunc[...]', '_cgo_0', 'go:main.inittasks'],
  ];
  const linked = await linkedByPackage(each(names), 'example.com/app');
  expect(Object.fromEntries([...linked].map(([path, functions]) => [path, [...functions]]))).toEqual({
    'os/exec': ['os/exec.(*Cmd).Start', 'os/exec.Command'],
    'gopkg.in/yaml.v3': ['gopkg.in/yaml.v3.(*decoder).scalar'],
    'example.com/app': [
      ...['example.com/app.run', 'example.com/app.each', 'example.com/app.(*list).add', 'example.com/app.function1'],
    ],
    slices: ['slices.SortFunc'],
  });
});

it('takes instances of a generic function and its methods for one', async () => {
  const names = [
    ...['q.Map[go.shape.int,go.shape.string]', 'q.Map[go.shape.string,go.shape.struct { main.x []int }]'],
    ...['q.(*S[go.shape.[]uint8]).Put', 'q.(*S[go.shape.map[string][]int]).Put', 'q.S[net/http.Client].Get'],
    ...['q.Tagged[go.shape.struct { X int "json:\\"]a[\\"" }]', 'q.Of[main.run.func1.T]', 'q.Map[go.shape.int].func1'],
  ];
  const linked = await linkedByPackage(each(names), undefined);
  const all = ['q.Map', 'q.(*S).Put', 'q.S.Get', 'q.Tagged', 'q.Of'];
  expect([...(linked.get('q') ?? [])]).toEqual(all);

  const manifest = { package: 'q', hooked: all, sites: new Map(), skipped: [], unobserved: undefined };
  expect(askedInVain(['q.Map', 'q.S.Put', 'q.(*S).Put', 'q.S.*', 'q.S.Get'], [manifest], new Map(), linked)).toEqual(
    [],
  );
  const [vain] = askedInVain(['q.Gone'], [{ ...manifest, hooked: [...all, 'q.Gone'] }], new Map(), linked);
  expect(vain?.reason).toMatch(/these are: \(\*S\)\.Put, Map, Of, S\.Get, Tagged$/);
});
