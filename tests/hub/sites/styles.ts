// The ways in which a call can stand in a program. Each gives Go text with a function ENTER that runs the site; SITE is the
// call with its oracle in one line, CALL the call alone, NAME a name of the site's own.

export interface Style {
  name: string;
  text: string;
  /** The oracle would keep the function from being inlined: this is its caller, and CALL's line is the event's. */
  known?: string;
  /** A call of another package: the text of its file. */
  far?: string;
  /** It needs a call that can stand behind defer and go. */
  plain?: boolean;
  /** It runs once, when the package is initialised, or is slow: few of it are made. */
  few?: boolean;
}

const own = (text: string): Omit<Style, 'name'> => ({ text });

const STYLE_TEXTS: Readonly<Record<string, Omit<Style, 'name'>>> = {
  plain: own('func ENTER() {\n\tSITE\n}'),
  noinline: own('//go:noinline\nfunc NAME() {\n\tSITE\n}\nfunc ENTER() { NAME() }'),
  loop: own('func ENTER() {\n\tfor i := 0; i < 5; i++ {\n\t\tSITE\n\t}\n}'),
  branches: own(
    'func ENTER() {\n\tswitch x := any(len(text)).(type) {\n\tcase string:\n\tcase int:\n\t\tif x > 0 {\n\t\t\tSITE\n\t\t}\n\t}\n}',
  ),
  select: own('func ENTER() {\n\tc := make(chan int, 1)\n\tc <- 1\n\tselect {\n\tcase <-c:\n\t\tSITE\n\t}\n}'),
  'two in a row': own('func ENTER() {\n\tSITE\n\tfunc() {\n\t\tSITE\n\t}()\n}'),
  'inlined helper': {
    text: 'func NAME() {\n\tCALL\n}\nfunc ENTER() {\n\tNAME()\n\tNAME()\n}',
    known: 'NAME',
  },
  'helper inlined twice deep': {
    text: 'func NAME() {\n\tCALL\n}\nfunc NAMEb() { NAME() }\nfunc ENTER() { NAMEb() }',
    known: 'NAME',
  },
  'helper of another package': {
    text: 'func ENTER() { far.NAME() }',
    far: 'func NAME() {\n\tCALL\n}\n',
    known: 'NAME',
  },
  'generic helper': {
    text: 'func NAME[T any](v T) T {\n\tCALL\n\treturn v\n}\nfunc ENTER() {\n\tNAME(1)\n\tNAME("")\n\tNAME(struct{ X any }{})\n}',
    known: 'NAME[...]',
  },
  'inlined method': {
    text: 'type NAMEt struct{ n int }\nfunc (t NAMEt) do() int {\n\tCALL\n\treturn t.n\n}\nfunc ENTER() { NAMEt{}.do() }',
    known: 'NAMEt.do',
  },
  closure: own('func ENTER() {\n\tfunc() {\n\t\tSITE\n\t}()\n}'),
  'closure that is kept': own(
    'func ENTER() {\n\tx := 0\n\tf := func() {\n\t\tx++\n\t\tSITE\n\t}\n\tcall := []func(){f}\n\tcall[0]()\n}',
  ),
  'closure of a variable': own('var NAME = func() {\n\tSITE\n}\nfunc ENTER() { NAME() }'),
  'closure in a closure': own(
    'func ENTER() {\n\tfunc(n int) {\n\t\tfunc() {\n\t\t\tSITE\n\t\t\tn++\n\t\t}()\n\t}(1)\n}',
  ),
  'closure as argument': own(
    '//go:noinline\nfunc NAME(f func()) { f() }\nfunc ENTER() {\n\tNAME(func() {\n\t\tSITE\n\t})\n}',
  ),
  generic: own(
    'func NAME[T any](v T) T {\n\tSITE\n\treturn v\n}\nfunc ENTER() {\n\tNAME(1)\n\tNAME("")\n\tNAME([]int{})\n\tNAME(&record{})\n}',
  ),
  'closure in a generic function': own(
    'func NAME[T any](v T) T {\n\tfunc() {\n\t\tSITE\n\t}()\n\treturn v\n}\nfunc ENTER() {\n\tNAME(1)\n\tNAME("")\n}',
  ),
  'type of a type parameter': own(
    'func NAME[T any](v T) {\n\treflect.TypeOf(v); oracle.Here("reflect.TypeOf", "i", oracle.Type(v))\n}\nfunc ENTER() {\n\tNAME(1)\n\tNAME("")\n\tNAME([]int{})\n\tNAME(map[string]int{})\n\tNAME(record{})\n}',
  ),
  'method of a generic type': own(
    'type NAMEt[T any] struct{ v T }\nfunc (t NAMEt[T]) do() T {\n\tSITE\n\treturn t.v\n}\nfunc ENTER() {\n\tNAMEt[int]{}.do()\n\tNAMEt[string]{}.do()\n\tf := NAMEt[any]{}.do\n\tf()\n}',
  ),
  method: own(
    'type NAMEt struct{ a, b int }\nfunc (t NAMEt) do() {\n\tSITE\n}\nfunc ENTER() {\n\tt := NAMEt{}\n\tt.do()\n\tf := t.do\n\tf()\n\tNAMEt.do(t)\n\t(*NAMEt).do(&t)\n\tvar i interface{ do() } = &t\n\ti.do()\n\tg := i.do\n\tg()\n\tdefer t.do()\n}',
  ),
  'method of a pointer': own(
    'type NAMEt struct{ a, b int }\nfunc (t *NAMEt) do() {\n\tSITE\n}\nfunc ENTER() {\n\tt := NAMEt{}\n\tt.do()\n\tf := t.do\n\tf()\n\t(*NAMEt).do(&t)\n\tvar i interface{ do() } = &t\n\ti.do()\n\tdefer i.do()\n}',
  ),
  'promoted method': own(
    'type NAMEt struct{ a, b int }\nfunc (t *NAMEt) do() {\n\tSITE\n}\ntype NAMEo struct {\n\tx int\n\t*NAMEt\n}\nfunc ENTER() {\n\to := NAMEo{NAMEt: &NAMEt{}}\n\to.do()\n\tvar i interface{ do() } = o\n\ti.do()\n\tvar p interface{ do() } = &o\n\tp.do()\n}',
  ),
  'deferred closure': own('func ENTER() {\n\tdefer func() {\n\t\tSITE\n\t}()\n}'),
  deferred: { text: 'func ENTER() {\n\tDEFER\n\tif len(text) == 0 {\n\t\treturn\n\t}\n}', plain: true },
  'deferred in a loop': { text: 'func ENTER() {\n\tfor i := 0; i < 3; i++ {\n\t\tDEFER\n\t}\n}', plain: true },
  'deferred, run by a panic': {
    text: 'func ENTER() {\n\tdefer func() { recover() }()\n\tDEFER\n\tpanic("on purpose")\n}',
    plain: true,
  },
  'closure run by a panic': own(
    'func ENTER() {\n\tdefer func() {\n\t\tSITE\n\t\trecover()\n\t}()\n\tvar none *record\n\tnone.X++\n}',
  ),
  'go statement': { text: 'func ENTER() {\n\tGO\n}', plain: true },
  goroutine: own(
    'func ENTER() {\n\tdone := make(chan bool)\n\tgo func() {\n\t\tSITE\n\t\tdone <- true\n\t}()\n\t<-done\n}',
  ),
  recursion: own(
    'func NAME(n int) int {\n\tif n > 0 {\n\t\treturn NAME(n-1) + 1\n\t}\n\tSITE\n\treturn 0\n}\nfunc ENTER() { NAME(30) }',
  ),
  'init function': { ...own('func init() {\n\tSITE\n}\nfunc ENTER() {}'), few: true },
  'package variable': { text: 'var NAME = func() int {\n\tSITE\n\treturn 1\n}()\nfunc ENTER() {}', few: true },
  'comparison of a sort': own(
    'func ENTER() {\n\tsort.Slice([]int{2, 1}, func(i, j int) bool {\n\t\tSITE\n\t\treturn i < j\n\t})\n}',
  ),
  once: own('func ENTER() {\n\tvar once sync.Once\n\tonce.Do(func() {\n\t\tSITE\n\t})\n}'),
  'called by reflection': own('//go:noinline\nfunc NAME() {\n\tSITE\n}\nfunc ENTER() { drive.Call(NAME) }'),
  'called by C': own('func ENTER() {\n\tcallback.Through(func() {\n\t\tSITE\n\t}, false)\n}'),
  "called on a thread of C's": own('func ENTER() {\n\tcallback.Through(func() {\n\t\tSITE\n\t}, true)\n}'),
  'function of a timer': own(
    'func ENTER() {\n\tdone := make(chan bool)\n\ttime.AfterFunc(1, func() {\n\t\tSITE\n\t\tdone <- true\n\t})\n\t<-done\n}',
  ),
  finalizer: {
    text: 'func ENTER() {\n\tdone := make(chan bool, 1)\n\tp := new([8]int64)\n\truntime.SetFinalizer(p, func(*[8]int64) {\n\t\tSITE\n\t\tdone <- true\n\t})\n\tp = nil\n\tfor {\n\t\truntime.GC()\n\t\tselect {\n\t\tcase <-done:\n\t\t\treturn\n\t\tcase <-time.After(time.Millisecond):\n\t\t}\n\t}\n}',
    few: true,
  },
  'line directive': own('func ENTER() {\n//line /elsewhere/made/NAME.y:4000\n\tSITE\n}\n//line BACK'),
};

export const STYLES: readonly Style[] = Object.entries(STYLE_TEXTS).map(([name, style]) => ({ name, ...style }));
