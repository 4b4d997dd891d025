// Every page of the repository: how wide its prose is, that its links lead somewhere, and that a reader comes to it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/paths.ts';
import { shippedPaths } from '../support/shipped.ts';

/** Columns of prose. Tables and code may be wider, and so may a word that no line could hold. */
const COLUMNS = 120;
/** What others write: packages, builds, results of the benchmark. */
const SKIPPED = /(^|\/)(node_modules|dist|build|coverage)\/|^bench\/results\//;

const pages = readdirSync(ROOT, { withFileTypes: true })
  .filter(({ name }) => !name.startsWith('.'))
  .flatMap((entry) =>
    entry.isDirectory() && !SKIPPED.test(`${entry.name}/`)
      ? readdirSync(join(ROOT, entry.name), { recursive: true, encoding: 'utf8' }).map((path) => join(entry.name, path))
      : [entry.name],
  )
  .filter((path) => path.endsWith('.md') && !SKIPPED.test(path))
  .sort();

const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** The lines of a page outside its fenced code, with their numbers; a line of code is empty. */
function proseLines(text: string): string[] {
  let isCode = false;
  return text.split('\n').map((line) => {
    const isFence = /^\s*```/.test(line);
    if (isFence) isCode = !isCode;
    return isCode || isFence || line.startsWith('    ') ? '' : line;
  });
}

/** "page:line" of prose that is wider than it may be. */
function wideLines(page: string, text: string): string[] {
  return proseLines(text).flatMap((line, index) => {
    const isTable = line.startsWith('|');
    const isOneWord = !line
      .trim()
      .replace(/^([-*]|\d+\.) /, '')
      .includes(' ');
    return isTable || isOneWord || [...line].length <= COLUMNS ? [] : [`${page}:${index + 1}`];
  });
}

/** The anchors of a page, as GitHub makes them of its headings. */
function anchors(text: string): Set<string> {
  const seen = new Map<string, number>();
  const names = proseLines(text).flatMap((line) => {
    const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
    if (heading === undefined) return [];
    const name = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return [count === 0 ? name : `${name}-${count}`];
  });
  return new Set(names);
}

/** Where the links of a page lead, but for those to other places than this repository. Code holds no links. */
function linksOf(text: string): string[] {
  const prose = proseLines(text)
    .join('\n')
    .replace(/`[^`]*`/g, '');
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)];
  const defined = [...prose.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)];
  return [...inline, ...defined].map(([, to = '']) => to).filter((to) => !/^[a-z]+:/i.test(to));
}

/** The file that a link of a page leads to, from the root of the repository. */
function targetOf(page: string, link: string): string {
  const [path = ''] = link.split('#');
  return path === '' ? page : relative(ROOT, resolve(ROOT, dirname(page), path));
}

/** Why a link of a page leads nowhere; undefined where it leads somewhere. */
function brokenLink(page: string, text: string, link: string): string | undefined {
  const [, anchor] = link.split('#');
  const target = targetOf(page, link);
  if (target.startsWith('..')) return `${page}: ${link}: outside the repository`;
  if (target !== page && !existsSync(join(ROOT, target))) return `${page}: ${link}: no such file`;
  if (anchor === undefined) return undefined;
  return anchors(target === page ? text : textOf(target)).has(anchor) ? undefined : `${page}: ${link}: no such heading`;
}

const SHIPPED = ['README.md', 'LICENSE', 'package.json', ...shippedPaths()];
const isShipped = (path: string): boolean => SHIPPED.some((it) => path === it || path.startsWith(`${it}/`));

/** Paths that a page names in code, from the root of the repository; a name with a placeholder in it is no path. */
function pathsOf(text: string): string[] {
  const named = text.matchAll(/`((?:\.ci|bench|docs|driver|findings|overlays|templates|tests|wrappers)\/[\w./-]+)`/g);
  return [...named].map(([, path = '']) => path).filter((path) => !path.includes('NN'));
}

describe.each(pages)('%s', (page) => {
  const text = textOf(page);

  it(`is at most ${COLUMNS} columns wide`, () => expect(wideLines(page, text)).toEqual([]));

  it('has links that lead somewhere', () => {
    const broken = linksOf(text).flatMap((link) => brokenLink(page, text, link) ?? []);
    expect(broken).toEqual([]);
  });

  it.runIf(isShipped(page))('leads to nothing that npm does not pack', () => {
    expect(linksOf(text).filter((link) => !isShipped(targetOf(page, link)))).toEqual([]);
  });

  it('names files that exist', () => {
    expect(pathsOf(text).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

it('every page is linked from README.md, or from a page that is', () => {
  const reached = new Set<string>();
  const visit = (page: string): void => {
    if (reached.has(page) || !pages.includes(page)) return;
    reached.add(page);
    for (const link of linksOf(textOf(page))) visit(targetOf(page, link));
  };
  visit('README.md');
  expect(pages.filter((page) => !reached.has(page))).toEqual([]);
});

it('README.md can be read in one go', () => {
  expect(textOf('README.md').split('\n').length - 1).toBeLessThanOrEqual(120);
});

describe('the check of a page finds', () => {
  const long = 'word '.repeat(30);
  it.each<[string, string, string[]]>([
    [long, 'a wide line', ['p.md:1']],
    [`- ${long}`, 'a wide item', ['p.md:1']],
    [`| ${long} |`, 'no wide table', []],
    [`\`\`\`sh\n${long}\n\`\`\`\n\n${long}`, 'a wide line behind code, none in it', ['p.md:5']],
    [`- ${'x'.repeat(130)}`, 'no word that cannot be broken', []],
  ])('%j: %s', (text, _what, want) => expect(wideLines('p.md', text)).toEqual(want));

  it.each<[string, string | undefined]>([
    ['README.md', undefined],
    ['docs/nix.md#a-shell', undefined],
    ['#one-heading', undefined],
    ['#another-heading', 'p.md: #another-heading: no such heading'],
    ['docs/nix.md#no-such', 'p.md: docs/nix.md#no-such: no such heading'],
    ['docs/no-such.md', 'p.md: docs/no-such.md: no such file'],
    ['../README.md', 'p.md: ../README.md: outside the repository'],
  ])('a link to %s: %s', (link, want) => expect(brokenLink('p.md', '# One `heading`\n', link)).toBe(want));

  it('paths in code, and none in prose or with a placeholder', () => {
    const text = '`driver/a.ts` driver/b.ts `overlays/catalog/go1.NN.toml` `tests/<name>` `tests/c`';
    expect(pathsOf(text)).toEqual(['driver/a.ts', 'tests/c']);
  });

  it('links in prose, and none in code', () => {
    const text = 'a [b](c.md) `[d](e.md)` [f](https://g)\n\n[h]: i.md#j\n\n```\n[k](l.md)\n```\n';
    expect(linksOf(text)).toEqual(['c.md', 'i.md#j']);
  });
});
