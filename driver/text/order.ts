// The one order of texts: by code point, which is also the order of their bytes in UTF-8, as Go and Nix sort. Pure.

/** Below 0, 0 or above 0. The same on every machine, which localeCompare is not. */
export function compare(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    // The halves of a pair have smaller numbers than some characters that it comes after.
    if (x !== y) return isHalf(x) === isHalf(y) ? x - y : isHalf(x) ? 1 : -1;
  }
  return a.length - b.length;
}

const isHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
