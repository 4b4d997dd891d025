// Methods that are looked up and not called, beside fields and map keys, which text/template looks up as methods first.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rto } from '../support/rto.ts';
import { tempFolder } from '../support/temp.ts';

const cwd = tempFolder('lookups');

const PROGRAM = `package main

import (
	"os"
	"reflect"
	"text/template"
)

type Page struct{ Title string }

func (Page) Path() string { return "/" }

func (Page) Kept() {}

func main() {
	t := template.Must(template.New("").Parse("{{.page.Title}} {{.page.Path}}\\n"))
	if err := t.Execute(os.Stdout, map[string]any{"page": Page{"Start"}}); err != nil {
		panic(err)
	}
	kept := reflect.ValueOf(Page{}).MethodByName("Kept")
	gone := reflect.ValueOf(Page{}).MethodByName("Gone")
	println(kept.IsValid(), gone.IsValid())
}
`;

it('lists only what was found', async () => {
  writeFileSync(join(cwd, 'go.mod'), 'module example.com/lookups\n\ngo 1.19\n');
  writeFileSync(join(cwd, 'main.go'), PROGRAM);
  const { status, stdout, stderr } = await rto(['run', '--json', '1.24', '.'], { cwd });
  expect(status, stderr).toBe(0);
  expect(stderr).toContain('Start /\n');
  const { calls, uncalled } = JSON.parse(stdout) as Record<string, { reached: string; method: string }[]>;
  expect(calls?.map(({ reached }) => reached)).toContain('main.Page.Path');
  expect(uncalled?.map(({ method }) => method)).toEqual(['Kept']);
});
