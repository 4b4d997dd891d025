// GOPROXY: how lists are read, and who is asked next after which answer.
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overProxies, parseGoproxy } from '../../driver/source/goproxy.ts';
import { moduleSettings } from '../../driver/source/modulesettings.ts';
import { Unserved, type UnservedKind } from '../../driver/source/responses.ts';
import { tempFolder } from '../support/temp.ts';

describe('a list', () => {
  const brief = (value: string) =>
    parseGoproxy(value).map(({ kind, url, next }) => `${kind === 'url' ? url : kind} ${next}`);
  it.each([
    ['https://a.example', ['https://a.example missing'], 'one'],
    ['https://a.example,direct', ['https://a.example missing', 'direct missing'], 'the usual form'],
    [
      'https://a.example|https://b.example/x/,off',
      ['https://a.example any', 'https://b.example/x missing', 'off missing'],
      'both separators; no slash at the end',
    ],
    [' https://a.example , ,direct', ['https://a.example missing', 'direct missing'], 'blanks and empty words'],
    ['direct,https://a.example', ['direct missing'], 'nothing counts after direct'],
    ['off,https://a.example', ['off missing'], 'nor after off'],
    ['noproxy,https://a.example', ['https://a.example missing'], 'a word of cmd/go that means nothing here'],
    ['a.example', ['https://a.example missing'], 'a host alone'],
    ['http://127.0.0.1:81', ['http://127.0.0.1:81 missing'], 'plain http'],
    ['https://me:secret@a.example/x?token=1#2', ['https://a.example/x missing'], 'credentials stand apart'],
    ['https:/me:secret@a.example', ['https://a.example missing'], 'with one slash too'],
    ['file:///srv/mod', ['file:///srv/mod missing'], 'a folder'],
  ])('%s -> %o (%s)', (value, want) => expect(brief(value)).toEqual(want));

  it.each([
    ['nonsense', 'a word that is neither known nor a host'],
    ['ftp://a.example', 'a scheme no proxy speaks'],
    ['file://host/srv', 'another machine'],
    ['/srv/mod', 'a path is no URL'],
    [',', 'nothing at all'],
    ['https://', 'no host'],
    ['me:secret@a.example', 'credentials without a scheme'],
    ['https://me,secret@a.example', 'half a password is no host'],
  ])('%s is refused (%s)', (value) =>
    expect(() => parseGoproxy(value)).toThrow(expect.objectContaining({ code: 'RTO_GOPROXY' })),
  );
});

describe('the next proxy', () => {
  const fail = (kind: UnservedKind, notFound = false) =>
    new Unserved(kind, `${kind}${notFound ? ' 404' : ''}`, { notFound });
  const good = 'good';
  const ask = (value: string, answers: Record<string, Unserved | typeof good>) => {
    const asked: string[] = [];
    const result = overProxies(
      parseGoproxy(value),
      'Go 1.99.9',
      async (base) => {
        asked.push(base);
        const answer = answers[base] ?? good;
        if (answer instanceof Error) throw answer;
        return answer;
      },
      'https://origin.example',
    );
    return result.then(
      (got) => ({ got, asked }),
      (error: { code: string }) => ({ got: error.code, asked }),
    );
  };
  const a = 'https://a.example';
  const b = 'https://b.example';
  it.each<[string, Record<string, Unserved>, string, string[], string]>([
    [`${a},${b}`, {}, 'good', [a], 'the first that has it'],
    [`${a},${b}`, { [a]: fail('missing', true) }, 'good', [a, b], ', goes on after 404'],
    [`${a},${b}`, { [a]: fail('missing') }, 'RTO_SOURCE_MISSING', [a], ', stops at 403, as cmd/go does'],
    [`${a},${b}`, { [a]: fail('status') }, 'RTO_SOURCE_HTTP', [a], ', stops at 500'],
    [`${a},${b}`, { [a]: fail('network') }, 'RTO_SOURCE_NETWORK', [a], ', stops without a network'],
    [`${a}|${b}`, { [a]: fail('network') }, 'good', [a, b], '| goes on after anything'],
    [`${a}|${b}`, { [a]: fail('garbage') }, 'good', [a, b], '| goes on after garbage'],
    [
      `${a}|${b}`,
      { [a]: fail('status'), [b]: fail('missing', true) },
      'RTO_SOURCE_HTTP',
      [a, b],
      'one that failed may have it: not "missing"',
    ],
    [
      `${a},${b}`,
      { [a]: fail('missing', true), [b]: fail('missing', true) },
      'RTO_SOURCE_MISSING',
      [a, b],
      'nobody has it',
    ],
    [`${a},direct`, { [a]: fail('missing', true) }, 'good', [a, 'https://origin.example'], 'direct is the origin'],
    ['off', {}, 'RTO_SOURCE_OFF', [], 'off asks nobody'],
    [`${a},off`, { [a]: fail('missing', true) }, 'RTO_SOURCE_MISSING', [a], 'off after others ends the list'],
  ])('of %s with %o: %s', async (value, answers, got, asked) => {
    expect(await ask(value, answers)).toEqual({ got, asked });
  });

  it('is not asked after an error that is not about being served', async () => {
    const asking = overProxies(parseGoproxy(`${a}|${b}`), 'it', async (base) => {
      throw new Error(`a bug at ${base}`);
    });
    await expect(asking).rejects.toThrow(`a bug at ${a}`);
  });

  it('an error names each proxy, its answer and no credentials', async () => {
    const list = parseGoproxy('https://user:secret@a.example|https://token@b.example/x');
    const error = await overProxies(list, 'Go 1.99.9', async (base) => {
      throw new Unserved('missing', `404 at ${base}\u001b[31m`, { notFound: true });
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'RTO_SOURCE_MISSING',
      message: 'Go 1.99.9 is not served',
      facts: {
        'https://a.example': '404 at https://***',
        'https://b.example/x': '404 at https://b.example/x%EF%BF%BD[31m',
      },
    });
  });
});

describe('settings', () => {
  let bin: string;
  beforeAll(() => {
    bin = tempFolder('a go');
  });
  const fakeGo = (script: string) => {
    writeFileSync(join(bin, 'go'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, 'go'), 0o755);
  };
  const answer = `echo '{"GOPROXY":"https://host.example","GOSUMDB":"off","GONOSUMDB":"x.example"}'`;
  const usual = { GOPROXY: 'direct', GOSUMDB: 'sum.golang.org', GONOSUMDB: '' };
  it.each<[string, Record<string, string>, Record<string, string>, string]>([
    [answer, {}, { GOPROXY: 'https://host.example', GOSUMDB: 'off', GONOSUMDB: 'x.example' }, 'a host go'],
    [
      answer,
      { GOPROXY: 'https://env.example' },
      { GOPROXY: 'https://env.example', GOSUMDB: 'off', GONOSUMDB: 'x.example' },
      'the environment comes first',
    ],
    [
      answer,
      { GOPROXY: '' },
      { GOPROXY: 'https://host.example', GOSUMDB: 'off', GONOSUMDB: 'x.example' },
      'empty is unset',
    ],
    ['exit 1', {}, usual, 'a host go that fails'],
    ['echo nonsense', {}, usual, 'a host go that says nonsense'],
    ['exit 1', { GOSUMDB: 'off' }, { ...usual, GOSUMDB: 'off' }, 'nothing but GOSUMDB'],
  ])('with a go that does %s and %o', async (script, env, want) => {
    fakeGo(script);
    expect(await moduleSettings({ PATH: `${bin}:/bin`, ...env })).toEqual(want);
  });

  it('without any go', async () => expect(await moduleSettings({ PATH: '/nonexistent' })).toEqual(usual));

  it('are asked where no project can interfere', async () => {
    fakeGo('echo "{\\"GOPROXY\\":\\"$GOTOOLCHAIN $GOWORK\\"}"');
    expect((await moduleSettings({ PATH: `${bin}:/bin`, GOTOOLCHAIN: 'go1.99' })).GOPROXY).toBe('local off');
  });
});
