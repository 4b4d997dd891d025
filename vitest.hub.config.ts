// The tests of `npm run test:hub`: what observation may never do, looked for with time and repetition.
import { defineConfig } from 'vitest/config';

export const HUB = ['tests/hub/**/*.test.ts'];

export default defineConfig({
  test: {
    include: HUB,
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    // One file at a time: races are looked for with all processors.
    maxWorkers: 1,
    fileParallelism: false,
  },
});
