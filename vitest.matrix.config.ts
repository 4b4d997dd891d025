// The tests of `npm run test:matrix`: all nine Go minors.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/matrix/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Two files at a time: go build fills the processors only in its middle, and each file has its own list to build.
    maxWorkers: 2,
  },
});
