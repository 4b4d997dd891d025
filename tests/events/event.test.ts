// One line of a log: what is an event, what is a record of the process, and what is wrong with the rest.
import { describe, expect, it } from 'vitest';
import { parseLine } from '../../driver/events/event.ts';

const CALL =
  '{"operation":"reflect.Value.Call","v":"*main.Ledger","in":"4","method_name":"Post","correlation_seq":"1",' +
  '"caller":"main.step.run","file":"/src/ledger/dispatch.go","line":58}';

describe('parseLine', () => {
  it('reads an event with its arguments in order', () => {
    const item = parseLine(CALL, 7);
    expect(item).toEqual({
      kind: 'event',
      at: 7,
      operation: 'reflect.Value.Call',
      args: new Map([
        ['v', '*main.Ledger'],
        ['in', '4'],
      ]),
      methodName: 'Post',
      target: undefined,
      correlationSeq: '1',
      caller: 'main.step.run',
      file: '/src/ledger/dispatch.go',
      line: 58,
    });
    expect(item.kind === 'event' && [...item.args.keys()]).toEqual(['v', 'in']);
  });

  it('keeps numbers above 2^53 as the text they are', () => {
    const item = parseLine(CALL.replace('"1"', '"18446744073709551615"').replace('"4"', '"9007199254740993"'), 1);
    expect(item).toMatchObject({ correlationSeq: '18446744073709551615' });
    expect(item.kind === 'event' && item.args.get('in')).toBe('9007199254740993');
  });

  it('reads a record of the process, whose figures may be numbers', () => {
    expect(parseLine('{"operation":"rto.start","pid":"42","program":"./ledger","observe":"reflect"}', 1)).toEqual({
      kind: 'process',
      at: 1,
      operation: 'rto.start',
      fields: new Map([
        ['pid', '42'],
        ['program', './ledger'],
        ['observe', 'reflect'],
      ]),
    });
    const stats = parseLine('{"operation":"rto.stats","events":12,"complete":true}', 1);
    expect(stats.kind === 'process' && [...stats.fields]).toEqual([
      ['events', '12'],
      ['complete', 'true'],
    ]);
  });

  it.each([
    ['"f\\u006fo\\"bar\\\\"', 'foo"bar\\', 'escapes'],
    ['"\\ud83d\\ude00 日本"', '😀 日本', 'text outside ASCII'],
    ['"constructor"', 'constructor', 'a word of JavaScript'],
    ['"\\u0000\\u001b[31m"', '\0\u001b[31m', 'control characters, which are made harmless when shown and not here'],
  ])('an argument %s is %j (%s)', (json, want) => {
    const item = parseLine(CALL.replace('"4"', json), 1);
    expect(item.kind === 'event' && item.args.get('in')).toBe(want);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', '0'])('an argument may be called %s', (name) => {
    const item = parseLine(CALL.replace('"in"', `"${name}"`), 1);
    expect(item.kind === 'event' && item.args.get(name)).toBe('4');
  });

  it.each([
    ['{"operation":"reflect.Val', 'not-json', 'torn'],
    ['{"operation":"a"}{"operation":"b"}', 'not-json', 'two writers'],
    ['', 'not-json', 'blank'],
    ['\0\0\0\0', 'not-json', 'a hole after a crash'],
    ['null', 'not-object', 'null'],
    ['[1,2]', 'not-object', 'a list'],
    ['"text"', 'not-object', 'text'],
    ['{}', 'missing-field', 'no operation'],
    ['{"operation":""}', 'missing-field', 'empty operation'],
    ['{"operation":7}', 'wrong-type', 'operation is a number'],
    [CALL.replace('"caller"', '"called"'), 'missing-field', 'no caller'],
    [CALL.replace('"file"', '"path"'), 'missing-field', 'no file'],
    [CALL.replace(',"line":58', ''), 'missing-field', 'no line'],
    [CALL.replace(':58', ':"58"'), 'wrong-type', 'line is text'],
    [CALL.replace(':58', ':-1'), 'wrong-type', 'line is negative'],
    [CALL.replace(':58', ':1.5'), 'wrong-type', 'line is a fraction'],
    [CALL.replace(':58', ':1e999'), 'wrong-type', 'line is infinite'],
    [CALL.replace(':58', ':9007199254740993'), 'wrong-type', 'line is not exact'],
    [CALL.replace('"4"', '4'), 'wrong-type', 'an argument is a number'],
    [CALL.replace('"4"', '{"x":"y"}'), 'wrong-type', 'a nested object'],
    [CALL.replace('"4"', 'null'), 'wrong-type', 'an argument is null'],
    [CALL.replace('"Post"', '["Post"]'), 'wrong-type', 'method_name is a list'],
    [CALL.replace('"main.step.run"', 'true'), 'wrong-type', 'caller is a truth value'],
    [CALL.replace('"in"', '"__proto__"'), 'unsafe-key', 'prototype pollution'],
    [CALL.replace('"in":"4"', '"__proto__":{"operation":"x"}'), 'unsafe-key', 'prototype pollution by an object'],
    [CALL.replace('"in"', '"\\u005f_proto__"'), 'unsafe-key', 'the same, escaped'],
    [CALL.replace('"in"', '"v"'), 'repeated-field', 'two arguments of one name'],
    [CALL.replace('"in"', '"operation"'), 'repeated-field', 'an argument that replaces the operation'],
    [CALL.replace('"in":"4"', '"line":1'), 'repeated-field', 'two lines'],
    ['{"operation":"rto.stats","pid":"1","pid":"2"}', 'repeated-field', 'in a record of the process'],
    ['{"operation":"rto.stats","counts":{"a":1}}', 'wrong-type', 'nested in a record of the process'],
    ['{"operation":"rto.stats","events":1.5}', 'wrong-type', 'a fraction in a record of the process'],
  ])('%s is %s (%s)', (text, problem) => {
    expect(parseLine(text, 3)).toMatchObject({ kind: 'problem', at: 3, problem });
  });

  it('survives deep nesting and keeps only the beginning of a long line', () => {
    const item = parseLine(`{"operation":${'['.repeat(500_000)}${']'.repeat(500_000)}}`, 1);
    expect(item).toMatchObject({ kind: 'problem', problem: 'wrong-type' });
    expect(item.kind === 'problem' && item.excerpt.length).toBe(120);
  });

  it('leaves the prototype of objects alone', () => {
    parseLine('{"__proto__":{"polluted":"yes"},"operation":"a"}', 1);
    expect({}).not.toHaveProperty('polluted');
  });
});
