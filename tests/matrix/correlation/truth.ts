// What each case of tests/apps/correlation reaches: written from the program's source, not from a log.

export interface Case {
  /** The case's function. */
  name: string;
  /** What it calls by reflection, in order, each distinct call site and target once. */
  reaches: readonly string[];
  /** The function whose calls count, where it is not the case's own. */
  caller?: string;
  /** Goroutines race: the order says nothing. */
  anyOrder?: true;
  /** The same on minors where Go itself makes it something else. */
  on?: Readonly<Record<string, readonly string[]>>;
}

export interface LibraryCase {
  name: string;
  /** How the caller's symbol begins: a library calls, not the program. */
  library: string;
  reaches: readonly string[];
  /** What it must not be said to reach. */
  never: readonly string[];
}

const HUNDRED = Array.from({ length: 100 }, (_, i) => `main.Hundred.M${String(i).padStart(2, '0')}`);

export const CASES: readonly Case[] = [
  // lookups.go
  { name: 'byName', reaches: ['*main.Ledger.Post'] },
  { name: 'byIndex', reaches: ['*main.Ledger.Second'] },
  { name: 'calledTwice', reaches: ['*main.Ledger.Post', '*main.Ledger.Post'] },
  { name: 'calledInALoop', reaches: ['*main.Ledger.Post'] },
  { name: 'neverCalled', reaches: [] },
  { name: 'outOfOrder', reaches: ['*main.Ledger.Second', '*main.Ledger.First'] },
  { name: 'interleaved', reaches: ['*main.Ledger.Third', '*main.Ledger.First', '*main.Ledger.Second'] },
  {
    name: 'sameNameTwoTypes',
    reaches: ['main.Strict.Name', '*main.Lax.Name', 'main.Ledger.Name', '*main.Ledger.Name'],
  },
  {
    name: 'sortedMap',
    reaches: ['*main.Ledger.First', '*main.Ledger.Name', '*main.Ledger.Second', '*main.Ledger.Third'],
  },
  { name: 'obtainedInInit', reaches: ['*main.Ledger.Third'] },
  { name: 'obtainedInVariable', reaches: ['*main.Ledger.First'] },
  { name: 'typeMethodFunc', reaches: ['*main.Ledger.Post'] },
  { name: 'typeMethodByNameFunc', reaches: ['main.Strict.Check'] },
  { name: 'methodExpression', reaches: ['*main.Ledger.Post'] },
  { name: 'methodValue', reaches: ['*main.Ledger.Post'] },
  { name: 'interfaceMethodExpression', reaches: ['main.Checker.Check'] },
  { name: 'nested', reaches: ['main.Relay.Pass'] },
  { name: 'nested', caller: 'Relay.Pass', reaches: ['*main.Ledger.First'] },

  // travels.go
  { name: 'storedInStruct', reaches: ['*main.Ledger.Second'] },
  { name: 'storedInMap', reaches: ['*main.Ledger.Third'] },
  { name: 'copied', reaches: ['*main.Ledger.First'] },
  { name: 'passedAsArgument', caller: 'invoke', reaches: ['main.Nothing.Pong'] },
  { name: 'asInterface', reaches: ['*main.Ledger.First'] },
  { name: 'betweenGoroutines', reaches: ['*main.Ledger.Second'] },
  { name: 'throughChannel', reaches: ['*main.Ledger.Third', '*main.Ledger.First'] },
  { name: 'deferred', reaches: ['*main.Ledger.Second'] },
  { name: 'goStatement', reaches: ['main.signal.Done'] },
  { name: 'throughEmbedded', reaches: ['*main.Ledger.Third'] },
  { name: 'afterGrowth', caller: 'deep', reaches: ['*main.Ledger.First'] },

  // roundtrips.go
  { name: 'interfaceThenCall', reaches: ['*main.Ledger.Post'] },
  { name: 'interfaceThenValueOf', reaches: ['*main.Ledger.Post'] },
  { name: 'interfaceTwice', reaches: ['*main.Ledger.Second'] },
  { name: 'setIntoVariable', reaches: ['*main.Ledger.Third'] },
  { name: 'setIntoField', reaches: ['*main.Ledger.First'] },
  { name: 'setThenDirect', reaches: ['*main.Ledger.Second'] },
  { name: 'converted', reaches: ['*main.Ledger.Post'] },
  { name: 'interfaceOfTiny', reaches: ['main.Tiny.Next'] },
  { name: 'interfaceOfInterface', reaches: ['main.Strict.Check'] },

  // receivers.go
  { name: 'pointerReceiver', reaches: ['*main.Ledger.First'] },
  { name: 'valueReceiver', reaches: ['main.Ledger.Name'] },
  { name: 'valueThroughPointer', reaches: ['*main.Ledger.Name'] },
  { name: 'zeroSize', reaches: ['main.Nothing.Pong', 'main.Nothing.Ping'] },
  { name: 'tiny', reaches: ['main.Tiny.Next', 'main.Tiny.Half'] },
  { name: 'funcFirst', reaches: ['main.Hooked.Value'] },
  { name: 'funcFirstPointer', reaches: ['*main.Hooked.Pointer'] },
  { name: 'onlyFunc', reaches: ['main.Single.Run'] },
  { name: 'funcType', reaches: ['main.Handler.Serve'] },
  { name: 'mapType', reaches: ['main.Table.Size'] },
  { name: 'sliceType', reaches: ['main.List.Size'] },
  { name: 'chanType', reaches: ['main.Gate.Size'] },
  { name: 'interfaceReceiver', reaches: ['main.Strict.Check', '*main.Lax.Check'] },
  { name: 'interfacePointer', reaches: ['main.Strict.Check'] },
  { name: 'embeddedPointer', reaches: ['main.Outer.Post'] },
  { name: 'embeddedInterface', reaches: ['main.Outer.Check'] },
  { name: 'embeddedDeep', reaches: ['*main.Deep.Second'] },
  { name: 'unnamedStruct', reaches: ['struct { *main.Ledger }.Third'] },
  { name: 'genericValue', reaches: ['main.Box[int].Get'] },
  { name: 'genericPointer', reaches: ['*main.Box[string].Put'] },
  { name: 'genericOfStruct', reaches: ['main.Box[main.Strict].Get'] },
  { name: 'genericTypeMethod', reaches: ['main.Box[...].Get'] },
  { name: 'standardType', reaches: ['time.Duration.Minutes'] },
  { name: 'errorValue', reaches: ['*errors.errorString.Error'] },
  { name: 'typeOfType', reaches: ['*reflect.rtype.Name'] },
  { name: 'localType', reaches: ['main.local.Check'] },

  // functions.go
  { name: 'plainFunc', reaches: ['main.plain'] },
  { name: 'closure', reaches: ['main.closure.func1'] },
  { name: 'secondClosure', reaches: ['main.secondClosure.func2'] },
  { name: 'standardFunc', reaches: ['strings.ToUpper'] },
  // Go 1.19 makes a closure of an instantiated function; runtime.FuncForPC calls it the same.
  { name: 'genericFunc', reaches: ['main.generic[...]'], on: { '1.19': ['main.genericFunc.func1'] } },
  { name: 'funcInField', reaches: ['main.hello'] },
  { name: 'funcInMap', reaches: ['main.plain'] },
  { name: 'made', reaches: ['main.double'] },
  { name: 'madeInterface', reaches: ['main.madeInterface.func1'] },
  { name: 'madeSwap', reaches: ['main.madeSwap.func1'] },
  { name: 'callSlice', reaches: ['main.variadic'] },
  { name: 'callSliceMethod', reaches: ['*main.Ledger.Sum'] },
  { name: 'variadicCall', reaches: ['*main.Ledger.Sum'] },
  { name: 'assigned', reaches: ['main.plain'] },
  { name: 'reflectedReflect', reaches: ['reflect.Value.Call'] },

  // failures.go
  { name: 'panics', reaches: ['*main.Ledger.Panic'] },
  { name: 'failing', reaches: ['*main.Ledger.Fail'] },
  { name: 'nilFunc', reaches: [] },
  { name: 'nilMethodFunc', reaches: ['main.Handler.Serve'] },
  { name: 'noSuchMethod', reaches: [] },
  { name: 'nilReceiver', reaches: ['*main.Ledger.First'] },
  { name: 'nilInterface', reaches: [] },

  // crowds.go
  { name: 'hundredGoroutines', reaches: HUNDRED, anyOrder: true },
  { name: 'sharedReceiver', reaches: ['*main.Ledger.First', '*main.Ledger.Third'], anyOrder: true },
];

export const LIBRARY_CASES: readonly LibraryCase[] = [
  {
    name: 'templateMethod',
    library: 'text/template.',
    reaches: ['*main.Page.Heading', '*main.Page.Repeat'],
    never: ['*main.Page.Unused'],
  },
  { name: 'templateField', library: 'text/template.', reaches: ['main.anchor'], never: [] },
  { name: 'templateFunc', library: 'text/template.', reaches: ['main.shout'], never: [] },
  { name: 'templateError', library: 'text/template.', reaches: ['*main.Page.Broken'], never: [] },
  {
    name: 'netRPC',
    library: 'net/rpc.',
    reaches: ['*main.Arithmetic.Multiply'],
    never: ['*main.Arithmetic.Divide'],
  },
];

/** Calls that panic before they reach anything: only the output is compared, as an event may name what was meant. */
export const UNSETTLED = [{ name: 'tooFew' }, { name: 'wrongType' }, { name: 'unexported' }] as const;
