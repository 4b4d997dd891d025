// Checks of the environment: whether `go` is the instrumented one, and whether anything makes it do otherwise. Pure.
import type { Environment } from '../observe/environment.ts';
import type { GoCommand, Settings } from '../observe/gocommand.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

export interface EnvironmentFacts {
  /** On PATH, the first one first. */
  commands: readonly GoCommand[];
  env: Environment;
  settings: Settings;
  /** A folder with links followed; the text itself if there is no such folder. */
  real: (folder: string) => string;
}

export function checkEnvironment(facts: EnvironmentFacts): Finding[] {
  const [first] = facts.commands;
  const instrumented = first?.about !== undefined;
  return [
    checkPath(facts),
    ...(instrumented ? [checkGoroot(facts, first), ...checkSwitching(facts, first)] : []),
    ...checkFlags(facts),
    ...checkObserved(facts, instrumented),
  ];
}

const ENTER = 'enter it anew: rto shell, rto exec, or eval "$(rto env)"';

function checkPath({ commands, settings, real }: EnvironmentFacts): Finding {
  const [first, ...others] = commands;
  const goroot = settings('GOROOT');
  const entered = others.find(({ about }) => about !== undefined)?.path ?? rtoGoroot(goroot?.value, real);
  if (first === undefined) {
    if (entered !== undefined) return fault('PATH', `GOROOT is ${entered}, but no go is on PATH`, ENTER);
    return ok('PATH', 'no go on PATH: rto brings its own');
  }
  if (first.about !== undefined) return ok('PATH', `go is instrumented go${first.about.go}: ${first.path}`);
  if (entered !== undefined)
    return fault('PATH', `the first go on PATH is stock, ${first.path}, before the instrumented ${entered}`, ENTER);
  return ok('PATH', `go is stock, ${first.path}: plain go commands observe nothing, those of rto do`);
}

/** GOROOT where it is in a store of rto's. */
function rtoGoroot(goroot: string | undefined, real: (folder: string) => string): string | undefined {
  return goroot !== undefined && /\/[0-9a-z]{32}-rto-go-[^/]+$/.test(real(goroot)) ? goroot : undefined;
}

function checkGoroot({ settings, real }: EnvironmentFacts, first: GoCommand): Finding {
  const set = settings('GOROOT');
  if (set === undefined || real(set.value) === first.goroot) return ok('GOROOT', first.goroot);
  return fault('GOROOT', `GOROOT=${set.value} (${set.from}) makes go use another compiler than its own`, ENTER);
}

/** GOTOOLCHAIN, which makes go run another go. */
function checkSwitching({ settings }: EnvironmentFacts, { about }: GoCommand): Finding[] {
  if (about === undefined || Number(about.go.split('.')[1]) < 21) return [];
  const set = settings('GOTOOLCHAIN');
  if (set === undefined || set.value === 'local') return [ok('GOTOOLCHAIN', 'local')];
  const remedy = set.from === 'the environment' ? 'unset GOTOOLCHAIN, or GOTOOLCHAIN=local' : 'go env -u GOTOOLCHAIN';
  return [fault('GOTOOLCHAIN', `GOTOOLCHAIN=${set.value} (${set.from}) lets go switch to a stock Go`, remedy)];
}

const DISTURBING: readonly [flag: RegExp, level: typeof warning, why: string][] = [
  [
    /^--?toolexec[= ]/,
    warning,
    'runs a program of its own around the compiler: what that does to a package comes first',
  ],
  [/^--?overlay[= ]/, warning, 'replaces source files: places in a log are those of the replaced ones'],
  [/^--?compiler[= ]gccgo/, fault, 'takes another compiler, which rto does not instrument'],
  [/^--?n$/, fault, 'makes go build print commands and build nothing'],
];

/** GOFLAGS, which every go command obeys, rto's too. */
function checkFlags({ settings }: EnvironmentFacts): Finding[] {
  const set = settings('GOFLAGS');
  if (set === undefined) return [ok('GOFLAGS', 'none')];
  const words = set.value.split(/\s+/).map((word) => word.replace(/^['"]/, ''));
  const found = words.flatMap((word) =>
    DISTURBING.filter(([flag]) => flag.test(word)).map(([, level, why]) =>
      level(
        'GOFLAGS',
        `${word} (${set.from}) ${why}`,
        set.from === 'the environment' ? 'unset GOFLAGS' : 'go env -u GOFLAGS',
      ),
    ),
  );
  return found.length > 0 ? found : [ok('GOFLAGS', `${set.value} (${set.from})`)];
}

/** The variables that ask for something to be observed, as they are set: "GO_INSTRUMENT=crypto". */
export function asksFor(env: Environment): string[] {
  const set = ASKING.filter((name) => !['', 'none', 'false', '0'].includes(env[name] ?? ''));
  return set.map((name) => `${name}=${env[name]}`);
}

const ASKING = ['GO_INSTRUMENT', 'GO_INSTRUMENT_REFLECT', 'GO_INSTRUMENT_UNSAFE', 'GO_INSTRUMENT_CRYPTO'];

function checkObserved({ env, commands }: EnvironmentFacts, instrumented: boolean): Finding[] {
  const set = asksFor(env);
  const shown = set.join(' ');
  if (!instrumented) {
    if (set.length === 0 || commands.length === 0) return [];
    const text = `${shown} is set, but the go on PATH is stock and ignores it`;
    return [warning('observed', text, 'rto build, rto exec or rto shell')];
  }
  if (set.length > 0) return [ok('observed', shown)];
  return [
    warning(
      'observed',
      'nothing is asked for: go builds programs without hooks',
      'export GO_INSTRUMENT=reflect,unsafe,crypto',
    ),
  ];
}
