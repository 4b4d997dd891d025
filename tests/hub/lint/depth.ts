// How much of a stack a function of package runtime takes at most, with all that it calls on that stack.
import type { Compiled } from './assembly.ts';

/** Functions that go on on another stack, or never return: what they call does not lie on this one. */
const ELSEWHERE =
  /^(systemstack|mcall|systemstack_switch|throw|fatal\w*|panic\w*|goPanic\w*|morestack\w*|badsystemstack)$/;

/** Room for a call of assembly, which the compiler says nothing of: systemstack, the system calls. */
const ASSEMBLY = 48;

export interface Depth {
  bytes: number;
  /** The calls that take it, the last first. */
  path: readonly string[];
  /** Functions on the way that may make the stack grow. */
  splits: readonly string[];
}

/** `indirect` names what is called through variables: caller -> callees. */
export function depthOf(
  root: string,
  functions: ReadonlyMap<string, Compiled>,
  word: number,
  indirect: Readonly<Record<string, readonly string[]>> = {},
): Depth {
  const known = new Map<string, Depth>();
  const visit = (name: string, above: readonly string[]): Depth => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const f = functions.get(name);
    if (f === undefined || ELSEWHERE.test(name)) return { bytes: ASSEMBLY, path: [name], splits: [] };
    if (above.includes(name)) throw new Error(`${[...above, name].join(' > ')} has no end`);
    let deepest: Depth = { bytes: 0, path: [], splits: [] };
    const splits = new Set<string>(f.nosplit ? [] : [name]);
    // A function that may split looks for room itself, so what it calls does not count.
    const callees = f.nosplit ? [...f.calls, ...(indirect[name] ?? [])] : [];
    for (const callee of callees) {
      if (callee === name) continue;
      const depth = visit(callee, [...above, name]);
      for (const split of depth.splits) splits.add(split);
      if (depth.bytes > deepest.bytes) deepest = depth;
    }
    const all = { bytes: f.bytes + 2 * word + deepest.bytes, path: [...deepest.path, name], splits: [...splits] };
    known.set(name, all);
    return all;
  };
  return visit(root, []);
}
