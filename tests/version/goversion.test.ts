// Go's version names, their order, and what they are called elsewhere.
import { describe, expect, it } from 'vitest';
import {
  compareGoVersions,
  type GoVersion,
  goSeries,
  goVersion,
  moduleVersion,
  parseGoVersion,
  parseReleaseName,
  toSemver,
} from '../../driver/version/goversion.ts';

function parsed(text: string): GoVersion {
  const version = parseGoVersion(text);
  if (!version) throw new Error(`not a Go version: ${text}`);
  return version;
}

describe('parseGoVersion', () => {
  it.each([
    ['1.23', '1.23.0', false, 'a series; its first release is 1.23.0'],
    ['1.20', '1.20', false, 'a series; its first release has the same name'],
    ['1.20.0', '1.20', true, 'the first release of 1.20, as semver writes it'],
    ['1.21.0', '1.21.0', true, 'the first release of 1.21, as Go writes it'],
    ['go1.23.4', '1.23.4', true, 'as go version prints it'],
    ['1.23rc1', '1.23rc1', true, 'a release candidate'],
    ['go1.18beta2', '1.18beta2', true, 'a beta'],
    ['1.9', '1.9', false, 'old ones are versions too'],
  ])('%s is %s, explicit: %s (%s)', (text, name, explicit) => {
    expect(parsed(text)).toMatchObject({ name, explicit });
  });

  it.each([
    ['', 'empty'],
    ['1', 'a major alone'],
    ['go', 'the prefix alone'],
    ['2.1', 'there is no Go 2'],
    ['1.02', 'a leading zero'],
    ['1.2.03', 'a leading zero in the patch'],
    ['1.23.4.5', 'four numbers'],
    ['v1.23', "a module's prefix"],
    ['1.23-rc1', 'a dash'],
    ['1.23.0rc1', 'a candidate of a patch'],
    ['1.23rc0', 'candidates begin with 1'],
    ['1.23rc', 'a candidate without number'],
    ['1.23.4\n', 'a line end'],
    [' 1.23', 'a space'],
    ['1.9999999', 'more digits than any minor will have'],
    ['1.٢٣', 'digits that are not ASCII'],
  ])('%j is none (%s)', (text) => {
    expect(parseGoVersion(text)).toBeUndefined();
  });
});

describe('parseReleaseName', () => {
  it.each<[string, string | undefined, string]>([
    ['1.20', '1.20', 'the literal name of the first release of 1.20'],
    ['go1.20', '1.20', 'the same in a VERSION file'],
    ['1.21.0', '1.21.0', 'the literal name of the first release of 1.21'],
    ['1.23rc1', '1.23rc1', 'a candidate'],
    ['1.20.0', undefined, 'nobody calls it so'],
    ['1.21', undefined, 'a series, and no release'],
    ['nonsense', undefined, 'no version'],
  ])('%s is %s (%s)', (text, name) => {
    const version = parseReleaseName(text);
    expect(version?.name).toBe(name);
    expect(version?.explicit ?? true).toBe(true);
  });
});

it('orders as Go does', () => {
  const ascending = [
    '1.9.7',
    '1.20rc3',
    '1.20',
    '1.20.1',
    '1.21beta1',
    '1.21rc2',
    '1.21rc10',
    '1.21.0',
    '1.21.9',
    '1.21.10',
  ];
  const shuffled = [...ascending].sort();
  expect(shuffled).not.toEqual(ascending);
  expect(shuffled.sort((a, b) => compareGoVersions(parsed(a), parsed(b)))).toEqual(ascending);
});

it.each([
  ['1.20', '1.20.0', 'first release of 1.20'],
  ['1.21.0', '1.21.0', 'first release of 1.21'],
  ['1.23.12', '1.23.12', 'patch'],
  ['1.23rc10', '1.23.0-rc.10', 'candidate, its number apart'],
  ['1.23beta1', '1.23.0-beta.1', 'beta'],
])('%s is %s to semver (%s)', (name, want) => {
  expect(toSemver(parsed(name))).toBe(want);
});

it('names the module that holds a release', () => {
  expect(moduleVersion('1.23.12', 'linux-amd64')).toBe('v0.0.1-go1.23.12.linux-amd64');
  expect(moduleVersion(goVersion(20, 'release', 0).name, 'darwin-arm64')).toBe('v0.0.1-go1.20.darwin-arm64');
});

it('makes the same versions as it reads', () => {
  for (const name of ['1.20', '1.20.1', '1.21.0', '1.23rc2', '1.18beta1']) {
    const read = parseReleaseName(name);
    expect(read && goVersion(read.minor, read.kind, read.number)).toEqual(read);
  }
  expect(goSeries(23)).toEqual(parsed('1.23'));
});
