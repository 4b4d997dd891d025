// The tests of `npm run test:matrix`: all nine Go minors, one after another.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/matrix/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
