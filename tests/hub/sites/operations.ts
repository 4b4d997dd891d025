// The observed calls that generated sites make, each with what the log says of its arguments.
import type { Random } from './random.ts';

/** What must be observed for them. */
export const OBSERVED = [
  'reflect',
  'unsafe',
  'crypto',
  'example.com/hub/sites/probe.Small',
  'example.com/hub/sites/probe.Large',
  'example.com/hub/sites/probe.Generic',
  'example.com/hub/sites/probe.Type.Value',
  'example.com/hub/sites/probe.Type.Pointer',
].join();

/** An event of a call: the operation, and its logged arguments as Go expressions that give their text. */
interface Said {
  operation: string;
  /** Name of the argument -> a Go expression for its text. */
  arguments: Readonly<Record<string, string>>;
}

export interface Call {
  /** A Go call, which can stand as a statement, or behind defer and go. */
  call: string;
  /** What it is as a statement where the call alone cannot be one. */
  statement: string;
  /** All events of the line. The last is the call's own; the others are of its operands. */
  says: readonly Said[];
  /** Whether its operands are events too, or it is a builtin: then it cannot stand behind defer or go. */
  plain: boolean;
}

const TEXT = (text: string): string => JSON.stringify(text);
const VALUES = [
  ['1', 'int'],
  ['"text"', 'string'],
  ['record{}', 'made.record'],
  ['&record{}', '*made.record'],
  ['[]float64{1}', '[]float64'],
  ['map[string]record{}', 'map[string]made.record'],
  ['struct{ A, B int }{}', 'struct { A int; B int }'],
  ['func(int) string { return "" }', 'func(int) string'],
  ['[3]chan int{}', '[3]chan int'],
  ['nil', 'nil'],
] as const;

const plain = (call: string, operation: string, args: Record<string, string> = {}): Call => ({
  call,
  statement: call,
  says: [{ operation, arguments: args }],
  plain: true,
});

const builtin = (call: string, operation: string): Call => ({
  call,
  statement: `_ = ${call}`,
  says: [{ operation, arguments: {} }],
  plain: false,
});

const PROBE = 'example.com/hub/sites/probe';

/** Calls by name; `n` makes what they are given a site's own. */
const MAKERS: readonly ((random: Random, n: number) => Call)[] = [
  (random) => {
    const [value, type] = random.pick(VALUES);
    return plain(`reflect.TypeOf(${value})`, 'reflect.TypeOf', { i: TEXT(type) });
  },
  (random) => {
    const [value, type] = random.pick(VALUES);
    return plain(`reflect.ValueOf(${value})`, 'reflect.ValueOf', { i: TEXT(type) });
  },
  (_, n) =>
    plain(`value.MethodByName("Name${n}")`, 'reflect.Value.MethodByName', {
      v: TEXT('made.record'),
      name: TEXT(`Name${n}`),
      found: TEXT('false'),
    }),
  (_, n) =>
    plain(`value.MethodByName(madeName(${n}))`, 'reflect.Value.MethodByName', {
      v: TEXT('made.record'),
      name: TEXT(`made at run time ${n} é "`),
      found: TEXT('false'),
    }),
  () =>
    plain('value.MethodByName("Do")', 'reflect.Value.MethodByName', {
      v: TEXT('made.record'),
      name: TEXT('Do'),
      found: TEXT('true'),
    }),
  () => plain('reflect.New(recordType)', 'reflect.New', { typ: TEXT('made.record') }),
  () => plain('reflect.MakeSlice(listType, 1, 2)', 'reflect.MakeSlice', { typ: TEXT('[]made.record') }),
  () =>
    plain('method.Call(nil)', 'reflect.Value.Call', { v: TEXT('made.record'), in: TEXT('0'), method_name: TEXT('Do') }),
  () =>
    plain('function.Call(nil)', 'reflect.Value.Call', {
      v: TEXT('func()'),
      in: TEXT('0'),
      target: TEXT('example.com/hub/sites/made.target'),
    }),
  () => ({
    call: '',
    statement: 'reflect.ValueOf(new(int)).Elem().SetInt(1)',
    says: [
      { operation: 'reflect.ValueOf', arguments: { i: TEXT('*int') } },
      { operation: 'reflect.Value.SetInt', arguments: { v: TEXT('int') } },
    ],
    plain: false,
  }),
  () => ({
    call: '',
    statement: 'reflect.New(recordType).Elem().Set(value)',
    says: [
      { operation: 'reflect.New', arguments: { typ: TEXT('made.record') } },
      { operation: 'reflect.Value.Set', arguments: { v: TEXT('made.record'), x: TEXT('made.record') } },
    ],
    plain: false,
  }),
  () => builtin('unsafe.Add(unsafe.Pointer(&words[0]), 8)', 'unsafe.Add'),
  () => builtin('unsafe.Slice(&words[0], 2)', 'unsafe.Slice'),
  () => plain('sha256.Sum256(text)', 'crypto/sha256.Sum256'),
  () => plain('sha256.New()', 'crypto/sha256.New'),
  () => plain('md5.New()', 'crypto/md5.New'),
  () => plain('probe.Small(len(text))', `${PROBE}.Small`),
  () => plain('probe.Large(len(text))', `${PROBE}.Large`),
  () => plain('probe.Generic("x")', `${PROBE}.Generic`),
  () => plain('probe.Generic(len(text))', `${PROBE}.Generic`),
  () => plain('probe.Type{}.Value()', `${PROBE}.Type.Value`),
  () => plain('(&probe.Type{}).Pointer()', `${PROBE}.(*Type).Pointer`),
];

/** A call for the site of that number, of every kind in turn. */
export function callFor(n: number, random: Random): Call {
  const maker = MAKERS[n % MAKERS.length];
  if (maker === undefined) throw new Error('no calls');
  return maker(random, n);
}

/** What all generated files of package made use. */
export const COMMON = `package made

import (
	"crypto/md5"
	"crypto/sha256"
	"reflect"
	"sort"
	"strconv"
	"sync"
	"time"
	"unsafe"
	"runtime"

	"example.com/hub/sites/callback"
	"example.com/hub/sites/drive"
	"example.com/hub/sites/oracle"
	"example.com/hub/sites/probe"
)

var (
	_ = md5.New
	_ = sha256.New
	_ = sort.Ints
	_ = time.Now
	_ sync.Mutex
	_ unsafe.Pointer
	_ = runtime.GC
	_ = callback.Through
	_ = drive.Add
	_ = oracle.Here
	_ = probe.Small
	_ = reflect.TypeOf
	_ = strconv.Itoa
)
`;

/** What the calls use. It is in the first file of the package and belongs to no site. */
export const SHARED = `
type record struct{ X, Y int }

// Do is what method stands for.
func (r record) Do() {}

//go:noinline
func target() {}

var (
	text       = []byte("what is hashed")
	words      [4]uint64
	value      = reflect.ValueOf(record{})
	method     = value.Method(0)
	function   = reflect.ValueOf(target)
	recordType = reflect.TypeOf(record{})
	listType   = reflect.TypeOf([]record{})
)

func madeName(n int) string { return "made at run time " + strconv.Itoa(n) + " é \\"" }
`;
