import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  type Changes,
  DEFAULT_OBSERVED,
  type Environment,
  goEnvironment,
  homesEnvironment,
  logEnvironment,
  observeEnvironment,
} from '../../driver/observe/environment.ts';

describe('PATH', () => {
  it.each<[path: string | undefined, want: string, why: string]>([
    ['/usr/bin:/bin', '/g/bin:/usr/bin:/bin', 'first'],
    ['/usr/bin:/g/bin:/bin', '/g/bin:/usr/bin:/bin', 'no second time'],
    ['/g/bin:/g/bin', '/g/bin', 'no second time, even alone'],
    ['/other/go/bin:/usr/bin', '/g/bin:/other/go/bin:/usr/bin', 'before another go'],
    ['/usr/bin:', '/g/bin:/usr/bin:', 'an empty entry is the current folder: it is the user’s'],
    ['/g/bin2:/x/g/bin', '/g/bin:/g/bin2:/x/g/bin', 'whole entries are compared'],
    [undefined, '/g/bin:/usr/local/bin:/usr/bin:/bin', 'sh and git stay where PATH is not set'],
  ])('%s -> %s (%s)', (path, want) => {
    expect(goEnvironment('/g', path === undefined ? {} : { PATH: path })['PATH']).toBe(want);
  });
});

it('changes nothing but PATH, GOROOT and GOTOOLCHAIN', () => {
  const env = { PATH: '/bin', GOFLAGS: '-mod=mod', GOPROXY: 'off', GOPATH: '/p', GOROOT: '/old', GOTOOLCHAIN: 'auto' };
  const changes = goEnvironment('/g', env);
  expect(changes).toEqual({ PATH: '/g/bin:/bin', GOROOT: '/g', GOTOOLCHAIN: 'local' });
  expect(applyChanges(env, changes)).toEqual({ ...env, ...changes });
});

describe('what is observed', () => {
  it.each<[observe: string | undefined, env: Environment, want: Changes, why: string, project?: string]>([
    [undefined, {}, { GO_INSTRUMENT: 'os.Exit' }, 'the project replaces the default', 'os.Exit'],
    [undefined, { GO_INSTRUMENT_CRYPTO: 'true' }, {}, 'the environment the project', 'os.Exit'],
    ['crypto', {}, { GO_INSTRUMENT: 'crypto' }, 'the option both', 'os.Exit'],
    [undefined, {}, { GO_INSTRUMENT: DEFAULT_OBSERVED }, 'the default'],
    [undefined, { GO_INSTRUMENT: 'net/http' }, {}, 'the environment replaces the default'],
    [undefined, { GO_INSTRUMENT_CRYPTO: 'true' }, {}, 'so does a single switch'],
    [undefined, { GO_INSTRUMENT: '' }, {}, 'set to nothing is set'],
    ['crypto', {}, { GO_INSTRUMENT: 'crypto' }, 'the option'],
    ['none', { GO_INSTRUMENT: 'x' }, { GO_INSTRUMENT: 'none' }, 'the option replaces the environment'],
    [
      'crypto',
      { GO_INSTRUMENT_REFLECT: 'true', GO_INSTRUMENT_UNSAFE: '' },
      { GO_INSTRUMENT: 'crypto', GO_INSTRUMENT_REFLECT: undefined, GO_INSTRUMENT_UNSAFE: undefined },
      'and removes the switches',
    ],
  ])('%s with %o -> %o (%s)', (observe, env, want, _why, project) => {
    expect(observeEnvironment(observe, env, project)).toStrictEqual(want);
  });
});

it.each([
  [undefined, {}],
  ['events.jsonl', { INSTRUMENTATION_LOG_PATH: '/here now/events.jsonl' }],
  ['/var/e', { INSTRUMENTATION_LOG_PATH: '/var/e' }],
])('--log %s -> %o', (log, want) => {
  expect(logEnvironment(log, '/here now')).toEqual(want);
});

it.each([
  [{ RTO_HOME: 'data', RTO_CACHE: '/c' }, { RTO_HOME: '/here/data' }],
  [{ RTO_HOME: '/d', RTO_CACHE: './c' }, { RTO_CACHE: '/here/c' }],
  [{ RTO_HOME: '' }, {}],
  [{}, {}],
])('%o: folders of rto stay where they are: %o', (env, want) => {
  expect(homesEnvironment(env, { data: '/here/data', cache: '/here/c' })).toEqual(want);
});

it('removes what is undefined, on either side', () => {
  expect(applyChanges({ A: '1', B: '2', C: undefined }, { B: undefined, D: '4' })).toStrictEqual({ A: '1', D: '4' });
});
