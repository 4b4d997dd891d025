// The tests of `npm test`: everything but tests/matrix, which needs all nine Go minors.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/matrix/**', 'node_modules/**'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // vitest leaves one processor free, on two that is one file at a time; most tests wait for the processes they started.
    maxWorkers: Math.max(2, availableParallelism()),
  },
});
