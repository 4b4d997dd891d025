// The recipe digest: what counts, what does not, and that real Nix computes the same.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toolchainName } from '../../driver/about.ts';
import { canonicalJson, type RecipeValue, recipeDigest, wrappersDigest } from '../../driver/toolchain/recipe.ts';
import { tempFolder } from '../support/temp.ts';

const NAR = 'sha256-s4PaPUAjLCfJwoyx5SjY/l48mbaINzkSL+sdGqjvJwQ=';
const FAMILY: RecipeValue = {
  family: '1.24',
  runtime: ['common', 'swiss-maps'],
  cap: 4096,
  below: -1,
  static: true,
  // In UTF-16, U+10000 sorts before U+E000; in bytes, after it.
  nested: { '\u{10000}': 'é"\\/\u007f', '\uE000': [], b: {}, B: [[1], [false]] },
};

const SOURCES: Record<string, string> = {
  'go.mod': 'module rto\n',
  // Folder by folder a/b.go would come before a-c.go; by whole path it comes after.
  'a/b.go': 'package a\n',
  'a-c.go': 'package main\n',
  'a/é.s': 'TEXT\n',
  'operations/crypto.toml': 'x = 1\n',
  'empty.h': '',
  'data.json': '{}',
};

function folderOf(files: Record<string, string>): string {
  const folder = tempFolder('recipe');
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  return folder;
}

describe('wrappersDigest', () => {
  it.each([
    ['a_test.go', 'a test'],
    ['README.md', 'documentation'],
    ['compile/compile', 'a binary that was left behind'],
    ['.hidden.go', 'hidden'],
    ['.git/config.toml', 'in a hidden folder'],
    ['a/testdata/golden.go', 'test data'],
    ['node_modules/x/index.json', "npm's"],
    ['_old/a.go', 'the go command skips it, too'],
    ['go.sum', 'there are no dependencies'],
  ])('does not hang on %s (%s)', (path) => {
    expect(wrappersDigest(folderOf({ ...SOURCES, [path]: 'x' }))).toBe(wrappersDigest(folderOf(SOURCES)));
  });

  it.each<[Record<string, string>, string]>([
    [{ 'a/b.go': 'package b\n' }, "a file's contents"],
    [{ 'a/c.go': '' }, 'another file'],
    [{ 'a/b/c.toml': '' }, 'another file in another folder'],
    [{ 'data.json': '{ }' }, 'data'],
  ])('hangs on %j (%s)', (change) => {
    expect(wrappersDigest(folderOf({ ...SOURCES, ...change }))).not.toBe(wrappersDigest(folderOf(SOURCES)));
  });

  it('hangs on no mode, link or empty folder', () => {
    const folder = folderOf(SOURCES);
    const digest = wrappersDigest(folder);
    chmodSync(join(folder, 'a-c.go'), 0o755);
    symlinkSync('a-c.go', join(folder, 'link.go'));
    symlinkSync('a', join(folder, 'b'));
    mkdirSync(join(folder, 'empty'));
    expect(wrappersDigest(folder)).toBe(digest);
  });

  it.each([
    ['missing', (folder: string) => join(folder, 'missing')],
    ['empty', (folder: string) => folder],
  ])('says that the folder is %s', (_, path) => {
    expect(() => wrappersDigest(path(folderOf({})))).toThrow(expect.objectContaining({ code: 'RTO_WRAPPERS' }));
  });
});

describe('recipeDigest', () => {
  const wrappers = 'f'.repeat(64);
  it.each([
    [recipeDigest(NAR.replace('s4', 's5'), wrappers, FAMILY), 'the source'],
    [recipeDigest(NAR, 'e'.repeat(64), FAMILY), 'the wrappers'],
    [recipeDigest(NAR, wrappers, { family: '1.24' }), 'the family'],
  ])('%s: hangs on %s', (digest) => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(digest).not.toBe(recipeDigest(NAR, wrappers, FAMILY));
  });

  it('does not hang on the order of keys', () => {
    const [one, other] = [
      { family: 'x', runtime: ['y'] },
      { runtime: ['y'], family: 'x' },
    ];
    expect(recipeDigest(NAR, wrappers, one)).toBe(recipeDigest(NAR, wrappers, other));
  });

  it('names the toolchain', () => {
    expect(toolchainName('1.20', '0123456789abcdef'.repeat(4))).toBe('rto-go-1.20-0123456789ab');
  });
});

describe('canonicalJson', () => {
  it.each<[unknown, string]>([
    [1.5, 'a fraction'],
    [2 ** 53, 'more than both sides can count'],
    [Number.NaN, 'no number'],
    ['a\nb', 'control characters, which versions of Nix escape differently'],
    ['\ud800', 'half a character'],
    [null, 'null'],
    [undefined, 'nothing'],
    [{ a: [undefined] }, 'nothing, deep inside'],
  ])('refuses %j (%s)', (value) => {
    expect(() => canonicalJson(value as RecipeValue)).toThrow(expect.objectContaining({ code: 'RTO_RECIPE_VALUE' }));
  });
});

// The other half of the definition, in Nix's own words.
const IN_NIX = `
{ root, source, family }:
with builtins;
let
  counts = name: match "[.].*|.*_test[.]go" name == null && match ".*[.](go|s|h|toml|json)|go[.]mod" name != null;
  entered = name: match "[._].*|testdata|node_modules" name == null;
  files = prefix: concatLists (map (name:
    let kind = (readDir (root + "/\${prefix}")).\${name}; in
    if kind == "directory" then (if entered name then files "\${prefix}\${name}/" else [ ])
    else if kind == "regular" && counts name then [ "\${prefix}\${name}" ] else [ ]
  ) (attrNames (readDir (root + "/\${prefix}"))));
  line = path: "\${hashFile "sha256" (root + "/\${path}")}  \${path}\\n";
  wrappers = hashString "sha256" (concatStringsSep "" (map line (sort lessThan (files ""))));
in
{ inherit wrappers; recipe = hashString "sha256" "rto-recipe-1\\n\${source}\\n\${wrappers}\\n\${toJSON family}\\n"; }
`;

describe('real Nix', () => {
  it('computes the same digests (nix-instantiate has to be on PATH: apt-get install nix-bin)', () => {
    const root = folderOf({ ...SOURCES, 'a_test.go': '', '.x.go': '', 'testdata/x.go': '', '_x/y.go': '', 'x.md': '' });
    symlinkSync('a-c.go', join(root, 'link.go'));
    // JSON strings with $ escaped are Nix strings; builtins.fromJSON is how a catalog's values get there, too.
    const nix = `(${IN_NIX}) { root = ${root}; source = "${NAR}"; family = builtins.fromJSON ${nixString(JSON.stringify(FAMILY))}; }`;
    const args = ['--eval', '--strict', '--json', '--expr', nix];
    const env = { PATH: process.env['PATH'], HOME: root, NIX_REMOTE: '', NIX_STATE_DIR: join(root, '.state') };
    const evaluated = JSON.parse(String(execFileSync('nix-instantiate', args, { env }))) as unknown;
    const wrappers = wrappersDigest(root);
    expect(evaluated).toEqual({ wrappers, recipe: recipeDigest(NAR, wrappers, FAMILY) });
  });
});

const nixString = (text: string): string => `"${text.replace(/[\\"$]/g, '\\$&')}"`;
