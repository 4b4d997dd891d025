// A chart of all ratios: one bar a row on a logarithmic scale, its interval, and the noise floor behind it. SVG, nothing to load.
import { noiseFloor, type Row } from '../core/row.ts';
import { figure, interval } from './figures.ts';

const WIDTH = 900;
const LEFT = 330;
const RIGHT = 190;
const LINE = 22;
const TOP = 54;

/** @param title what was measured, where; a line */
export function chartSvg(rows: readonly Row[], title: string): string {
  const shown = rows.filter(({ kind, estimate }) => kind === 'ratio' && estimate.low > 0);
  const [least, most] = scaleOf(shown);
  const x = (value: number) =>
    LEFT + ((Math.log(value) - Math.log(least)) / (Math.log(most) - Math.log(least))) * (WIDTH - LEFT - RIGHT);
  const height = TOP + shown.length * LINE + 30;
  const ticks = TICKS.filter((tick) => tick >= least && tick <= most);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>text{font:12px ui-monospace,monospace;fill:#24292f}.head{font-weight:bold}.faint{fill:#6e7781}.bar{fill:#0969da}.less{fill:#1a7f37}.noise{fill:#8c959f;opacity:.3}.tick{stroke:#d0d7de}.one{stroke:#24292f}.line{stroke:#24292f;stroke-width:1.5}`,
    '@media(prefers-color-scheme:dark){text{fill:#e6edf3}.faint{fill:#8b949e}.one,.line{stroke:#e6edf3}.tick{stroke:#30363d}}</style>',
    `<text class="head" x="8" y="18">${escaped(title)}</text>`,
    `<text class="faint" x="8" y="36">times as long; grey: what two equals differ by; line: 95 % interval</text>`,
    ...ticks.map(
      (tick) =>
        `<line class="${tick === 1 ? 'one' : 'tick'}" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP - 6}" y2="${height - 22}"/><text class="faint" text-anchor="middle" x="${x(tick)}" y="${height - 8}">${tick}</text>`,
    ),
    ...shown.flatMap((row, index) => bar(row, TOP + index * LINE, x)),
    '</svg>\n',
  ].join('\n');
}

const TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

function scaleOf(rows: readonly Row[]): [number, number] {
  const ends = rows.flatMap(({ estimate }) => [estimate.low, estimate.high]);
  const below = [...TICKS].reverse().find((tick) => tick <= Math.min(0.5, ...ends)) ?? 0.1;
  return [below, TICKS.find((tick) => tick >= Math.max(2, ...ends)) ?? 10_000];
}

function bar(row: Row, y: number, x: (value: number) => number): string[] {
  const { median, low, high } = row.estimate;
  const floor = noiseFloor(row.kind, row.controls);
  const middle = y + LINE / 2;
  const box = (name: string, from: number, to: number, height: number) =>
    `<rect class="${name}" x="${Math.min(x(from), x(to)).toFixed(1)}" y="${(middle - height / 2).toFixed(1)}" width="${Math.abs(x(to) - x(from)).toFixed(1)}" height="${height}"/>`;
  return [
    `<text x="${LEFT - 10}" y="${middle + 4}" text-anchor="end">${escaped(row.name)}</text>`,
    box('noise', 1 / (1 + floor), 1 + floor, LINE - 4),
    box(median < 1 ? 'less' : 'bar', 1, median, LINE - 12),
    `<line class="line" x1="${x(low).toFixed(1)}" x2="${x(high).toFixed(1)}" y1="${middle}" y2="${middle}"/>`,
    `<text x="${WIDTH - RIGHT + 10}" y="${middle + 4}">${escaped(`${figure(median, row.unit)} ${interval(row.estimate, row.unit)}`)}</text>`,
  ];
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);
