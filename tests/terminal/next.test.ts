// Every error of rto says what to do next.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../driver/package.ts';

const driver = join(packageRoot(), 'driver');
const files = readdirSync(driver, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** The text of each `new RtoError(…)`. */
function errorsIn(source: string): string[] {
  return source
    .split('new RtoError(')
    .slice(1)
    .map((rest) => {
      let depth = 1;
      let at = 0;
      for (; depth > 0 && at < rest.length; at++) depth += rest[at] === '(' ? 1 : rest[at] === ')' ? -1 : 0;
      return rest.slice(0, at);
    });
}

// Made of an object that has it, told by a signal, or about what only rto itself can have got wrong.
const ELSEWHERE = /\bdetails\b|RTO_INTERRUPTED|RTO_HASH_FORMAT|RTO_NAR_KIND|RTO_NAR_SIZE|RTO_RECIPE_VALUE|EXIT\.bug/;

it('every error has a try', () => {
  const all = files.flatMap((name) =>
    errorsIn(readFileSync(join(driver, name), 'utf8')).map((text) => `${name}: ${text}`),
  );
  expect(all.length).toBeGreaterThan(80);
  const bare = all.filter((text) => !/\btry\b/.test(text) && !ELSEWHERE.test(text));
  expect(bare).toEqual([]);
});
