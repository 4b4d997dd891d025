// The tests of `npm run test:matrix`: all nine Go minors, and what makes many toolchains.
import { defineConfig } from 'vitest/config';

export const LONG = [
  'tests/matrix/**/*.test.ts',
  'tests/nix/{driver,docs,packages}.test.ts',
  'tests/bench/gate.test.ts',
];

export default defineConfig({
  test: {
    include: LONG,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Two files at a time: go build fills the processors only in its middle, and each file has its own list to build.
    maxWorkers: 2,
  },
});
