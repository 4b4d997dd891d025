// rto.toml: where it is looked for, what it may say, and how mistakes in it are told.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RtoError } from '../../driver/errors.ts';
import { observedByProject, parseConfig } from '../../driver/observe/rtotoml.ts';
import { tempFolder } from '../support/temp.ts';

const top = tempFolder('observe');

function errorOf(work: () => unknown): RtoError {
  try {
    work();
  } catch (error) {
    if (error instanceof RtoError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('what it may say', () => {
  it.each<[text: string, want: string | undefined, why: string]>([
    ['observe = ["reflect"]', 'reflect', 'a group'],
    [
      'observe = ["reflect", "os/exec.Command", "-crypto/rand.Read"]',
      'reflect,os/exec.Command,-crypto/rand.Read',
      'all',
    ],
    [
      '# why\nobserve = [\n  "crypto", # keys\n  "net/http.(*Client).Do",\n]\n',
      'crypto,net/http.(*Client).Do',
      'on lines',
    ],
    ['observe = ["crypto"]\r\n', 'crypto', 'CRLF'],
    ['\ufeffobserve = ["crypto"]', 'crypto', 'a byte order mark'],
    ['"observe" = [\'crypto\']', 'crypto', 'quoted'],
    ['observe = []', 'none', 'nothing'],
    ['', undefined, 'not said'],
  ])('%j -> %s (%s)', (text, want) => {
    expect(parseConfig(text, 'rto.toml')).toBe(want);
  });
});

describe('mistakes', () => {
  it.each<[text: string, message: string, why: string]>([
    ['observe = "crypto"', '/p/rto.toml line 1: observe is a text, not a list', 'no list'],
    ['\n\nobserve = true', '/p/rto.toml line 3: observe is a boolean, not a list', 'where it stands'],
    ['[observe]\ngroups = ["crypto"]', '/p/rto.toml line 1: observe is a table, not a list', 'a table'],
    ['observe.x = 1', '/p/rto.toml line 1: observe is a table, not a list', 'a dotted key'],
    ['observe = ["a.B", 3]', '/p/rto.toml line 1: observe holds a number', 'a number'],
    ['observe = [["crypto"]]', '/p/rto.toml line 1: observe holds a list', 'a list of lists'],
    ['observe = ["crypto,reflect"]', '/p/rto.toml line 1: observe holds "crypto,reflect", not one name', 'a comma'],
    ['observe = [""]', '/p/rto.toml line 1: observe holds "", not one name', 'nothing'],
    ['# a\nobserved = ["crypto"]', '/p/rto.toml line 2: "observed" is no setting', 'misspelt'],
    ['observe = ["a.B"]\n[report]\nx = 1', '/p/rto.toml line 2: "report" is no setting', 'unknown'],
    ['observe = ["a.B"\nx', '/p/rto.toml: line 2, column 1: ', 'broken'],
    ['observe = ["a.B"]\nobserve = ["c.D"]', '/p/rto.toml: line 2, column ', 'twice'],
    ['observe = 1.5', '/p/rto.toml: line 1, column ', 'a float'],
  ])('%j: %s (%s)', (text, message) => {
    const error = errorOf(() => parseConfig(text, '/p/rto.toml'));
    expect(error.code).toBe('RTO_CONFIG');
    expect(error.message.startsWith(message), error.message).toBe(true);
    expect(error.facts['allowed']).toContain('observe = [');
  });

  it('is told of what cannot be read', () => {
    const folder = join(top, 'unreadable');
    mkdirSync(join(folder, 'rto.toml'), { recursive: true });
    expect(errorOf(() => observedByProject(folder)).message).toContain('EISDIR');
  });
});

it('is the nearest one, up to the root of the project', () => {
  const inner = join(top, 'outer', 'inner', 'cmd');
  mkdirSync(inner, { recursive: true });
  const file = join(top, 'outer', 'rto.toml');
  writeFileSync(file, 'observe = ["crypto"]');
  expect(observedByProject(inner), 'a folder without a project has no settings above it').toBeUndefined();
  writeFileSync(join(top, 'outer', 'go.mod'), 'module m\n');
  expect(observedByProject(inner)).toEqual({ list: 'crypto', file });
  writeFileSync(join(top, 'outer', 'inner', 'rto.toml'), '# says nothing\n');
  expect(observedByProject(inner), 'the nearest counts, also where it does not say').toBeUndefined();
  expect(observedByProject(join(inner, 'not', 'there'))).toBeUndefined();
  expect(observedByProject(join(top, 'outer', 'elsewhere'))?.list).toBe('crypto');
});
