// Units of one kind, and how many of the smallest each is.
const KINDS: readonly Readonly<Record<string, number>>[] = [
  { ns: 1, us: 1e3, ms: 1e6, s: 1e9 },
  { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 },
];

/** The value in another unit; undefined where the two are not of a kind. */
export function convert(value: number, from: string, to: string): number | undefined {
  if (from === to) return value;
  const [a, b] = KINDS.map((kind) => [kind[from], kind[to]]).find(([a, b]) => a !== undefined && b !== undefined) ?? [];
  return a === undefined || b === undefined ? undefined : (value * a) / b;
}

/** The unit in which a figure of this size is read best: of 12,345 ns one reads 12.3 us sooner. */
export function bestUnit(value: number, unit: string): string {
  const kind = KINDS.find((kind) => unit in kind);
  const size = Math.abs(value) * (kind?.[unit] ?? 1);
  const larger = Object.entries(kind ?? {}).filter(([, one]) => one > (kind?.[unit] ?? 1) && size >= one);
  return larger.at(-1)?.[0] ?? unit;
}
