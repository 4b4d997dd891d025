// The tests of `npm test`: everything but those that need all nine Go minors, make toolchains by the half dozen or look for races.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { HUB } from './vitest.hub.config.ts';
import { LONG } from './vitest.matrix.config.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...LONG, ...HUB, 'node_modules/**'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // vitest leaves one processor free, on two that is one file at a time; most tests wait for the processes they started.
    maxWorkers: Math.max(2, availableParallelism()),
  },
});
