// What a build says of a function that was asked for and is not linked, on every Go minor: the table of names is the release's.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';
import { MINORS } from './minors.ts';

const cwd = tempFolder('linked');
beforeAll(() => {
  writeFileSync(join(cwd, 'go.mod'), 'module example.com/linked\n\ngo 1.19\n');
  const text = `package main

import (
	"crypto/sha256"
	"os/exec"
	"reflect"
)

func main() {
	println(reflect.TypeOf(1).String(), reflect.ValueOf(1).Int(), sha256.New().Size())
	c := exec.Cmd{Path: "/bin/true"}
	if err := c.Run(); err != nil {
		panic(err)
	}
}

func unused() {}
`;
  writeFileSync(join(cwd, 'main.go'), text);
});

/** Linked, though most are inlined wherever they are called. */
const THERE = ['reflect.TypeOf', 'reflect.ValueOf', 'crypto/sha256.New'];
const OBSERVED = [...THERE, 'os/exec.Command', 'os/exec.(*Cmd).Start', 'net/http.Get', 'example.com/linked.unused'];

describe.each(MINORS)('Go %s', (minor) => {
  it.each([
    ['as it is', []],
    ['stripped', ['-ldflags=-s -w']],
    ['as PIE', ['-buildmode=pie']],
  ])('%s: names what is linked in its place', async (_, flags) => {
    const words = ['build', '--observe', OBSERVED.join(','), minor, ...flags, '-o', 'app', '.'];
    const { status, stderr } = await rto(words, { cwd, env: { CGO_ENABLED: '0' } });
    expect(status, stderr).toBe(0);
    const lines = stderr.split('\n').filter((line) => line.includes(' was asked for '));
    expect(lines.sort()).toEqual([
      expect.stringMatching(
        /^example\.com\/linked\.unused was asked for .*: this function is not linked into this binary; of package example\.com\/linked these are: main$/,
      ),
      'net/http.Get was asked for and is not in app: no function of package net/http is linked into this binary',
      expect.stringMatching(
        /^os\/exec\.Command was asked for .*: this function is not linked into this binary; of package os\/exec these are: \(\*Cmd\)\.Run, \(\*Cmd\)\.Start, /,
      ),
    ]);
  });
});
