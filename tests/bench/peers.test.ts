// What is made ready for peers, and what is read of them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { notRun, withoutAddresses } from '../../bench/core/notrun.ts';
import { seeded } from '../../bench/core/random.ts';
import { rowsOf } from '../../bench/core/row.ts';
import { peerRows } from '../../bench/peers/loops.ts';
import { orchestrionPin } from '../../bench/peers/orchestrion.ts';
import { hookedBySeed, insertHooks, writeOverlay } from '../../bench/peers/overlay.ts';
import { parseHits, probesProgram } from '../../bench/peers/uprobes.ts';
import { peerCells, peerNotes } from '../../bench/report/peers.ts';
import { writeEdit } from '../../bench/whole/builds.ts';
import { CommandError } from '../../driver/process/command.ts';
import { tempFolder } from '../support/temp.ts';
import { measured } from './support.ts';

let folder: string;
beforeEach(() => {
  folder = tempFolder('peers');
});

describe("the seed's place in the standard library", () => {
  const hook = (call: string) => ` if benchHook != nil { benchHook(${call}) };`;

  it.each([
    ['func New(typ Type) Value {', 'New', '"reflect.New", 0, ""'],
    ['func ValueOf(i any) Value {', 'ValueOf', '"reflect.ValueOf", (*[2]uintptr)(unsafe.Pointer(&i))[1], ""'],
    ['func (v Value) Call(in []Value) []Value {', 'Value.Call', '"reflect.Value.Call", uintptr(v.ptr), ""'],
    [
      'func (v Value) MethodByName(name string) Value {',
      'Value.MethodByName',
      '"reflect.Value.MethodByName", uintptr(v.ptr), name',
    ],
    ['func Sum256(data []byte) [Size]byte {', 'Sum256', '"reflect.Sum256", uintptr(len(data)), ""'],
  ])('hooks %s', (head, name, call) => {
    const source = `package p\n\n${head}\n\treturn make()\n}\n`;
    const { text, found } = insertHooks(source, 'reflect', [name]);
    expect(found).toEqual([name]);
    expect(text).toBe(source.replace(head, `${head}${hook(call)}`));
  });

  it.each([
    ['func NewAt(typ Type) Value {', 'another function'],
    ['func (v Other) New(typ Type) Value {', 'a method'],
    ['\tfunc New(typ Type) Value {', 'not at the beginning of a line'],
    ['// func New(typ Type) Value {', 'a comment'],
    ['func New(typ Type) Value', 'no body'],
  ])('leaves %j: %s', (line) => {
    expect(insertHooks(line, 'reflect', ['New'])).toEqual({ text: line, found: [] });
  });

  it('fails where a function is not found', () => {
    mkdirSync(join(folder, 'src', 'reflect'), { recursive: true });
    writeFileSync(join(folder, 'src', 'reflect', 'value.go'), 'package reflect\n\nfunc New(typ Type) Value {\n}\n');
    const write = (...names: string[]) => writeOverlay(folder, join(folder, 'out'), { reflect: names });
    expect(() => write('New', 'ValueOf')).toThrow('has no function ValueOf');
    const { Replace } = JSON.parse(readFileSync(write('New'), 'utf8'));
    expect(Object.keys(Replace).map((path) => path.slice(folder.length))).toEqual([
      '/src/reflect/value.go',
      '/src/reflect/bench_hook.go',
    ]);
  });

  it('is in every function that the group names', () => {
    expect(hookedBySeed()['reflect']).toContain('Value.MethodByName');
  });
});

describe('probes', () => {
  it('are one program', () => {
    const program = probesProgram('/tmp/loops', ['reflect.Value.Call', 'crypto/sha256.Sum256']);
    expect(program).toContain('uprobe:/tmp/loops:"reflect.Value.Call", uprobe:/tmp/loops:"crypto/sha256.Sum256" {');
  });

  it.each([
    ['Attaching 4 probes...\nready\n\n\n@all: 1277\n', 1277],
    ['Attaching 4 probes...\nready\n\n', 0],
  ])('%j: %d hits', (printed, hits) => expect(parseHits(printed)).toBe(hits));
});

describe('modules that cannot be had', () => {
  it('are told without who was asked', () => {
    const said =
      'go: module example.com/x: reading https://proxy.example/example.com/x/@v/list: 403 Forbidden\n\tserver response: no.\n';
    expect(withoutAddresses(said)).toBe(
      'go: module example.com/x: reading (address) 403 Forbidden; server response: no.',
    );
    expect(withoutAddresses('dial tcp: lookup x.example on 10.0.0.1:53: no such host')).toBe(
      'dial tcp: lookup: no such host',
    );
  });
});

it('what commands said is the reason for a subject that is not run', () => {
  const stderr = 'go: a\n\tat https://proxy.example/x';
  const error = new CommandError('go', ['install'], { status: 1, stdout: '', stderr });
  expect(notRun(error).message).toBe('go install failed: go: a; at (address)');
});

describe('pins', () => {
  it('are read from go.mod', () => {
    expect(orchestrionPin('module m\n\ngo 1.30.1\n\nrequire (\n\tgithub.com/DataDog/orchestrion v9.8.7\n)\n')).toEqual({
      version: 'v9.8.7',
      go: '1.30',
    });
    expect(() => orchestrionPin('module m\n\ngo 1.30.1\n')).toThrow('pins no orchestrion');
  });
});

it('an edit is another program each time, and leaves the file alone', () => {
  const main = join(folder, 'main.go');
  writeFileSync(main, 'package main\n\nfunc main() {}\n');
  const texts = [1, 2].map((edit) => {
    const overlay = JSON.parse(readFileSync(writeEdit(main, join(folder, 'edit'), edit), 'utf8'));
    return readFileSync(overlay.Replace[main], 'utf8');
  });
  expect(texts[0]).toBe('package main\n\nfunc main() {}\n\nvar benchEdit = "edit 1"\n');
  expect(texts[1]).not.toBe(texts[0]);
  expect(readFileSync(main, 'utf8')).toBe('package main\n\nfunc main() {}\n');
});

describe('the table', () => {
  const values = { stock: [1], stock2: [1], on: [2], on2: [2], seed: [5000] };
  const subject = { ...measured(values, peerRows(['seed'])), subject: 'peers ValueOf', group: 'Peers' };
  const rows = rowsOf(subject, seeded(1));

  it('has a line for each, and none for second processes', () => {
    expect(peerCells({ rows, measured: [subject] })).toEqual([
      ['peers ValueOf', 'stock', '1.00 ns', '', ''],
      ['peers ValueOf', 'on', '2.00 ns', '2.00 x', ''],
      ['peers ValueOf', 'seed', '5.00 us', '5000 x', '2500 x'],
    ]);
  });

  it('is empty where no peer was measured', () => {
    expect(peerCells({ rows, measured: [{ ...subject, group: 'Loops' }] })).toEqual([]);
  });

  it('says what was not run, and which versions ran', () => {
    const versions = { rto: '1', go: '1.24.13', toolchain: 't', otelc: 'not run: 404', bpftrace: 'v0.17.0' };
    expect(peerNotes({ versions, notRun: { 'peers uprobes sha256': 'no bpftrace' } })).toEqual([
      'peers uprobes sha256: not run: no bpftrace',
      'otelc: not run: 404',
      'bpftrace: v0.17.0',
    ]);
  });
});
