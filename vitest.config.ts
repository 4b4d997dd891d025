// All tests, in the projects of tests/projects.ts. `npm test` runs unit, integration and toolchain.
import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { PROJECTS } from './tests/projects.ts';

const MINUTE = 60_000;

// vitest leaves one processor free, on two that is one file at a time; most tests wait for the processes they started.
const usual = { maxWorkers: Math.max(2, availableParallelism()), testTimeout: 5 * MINUTE, hookTimeout: 5 * MINUTE };

const project = (name: keyof typeof PROJECTS, more: object): TestProjectInlineConfiguration => ({
  // A second, which is vitest's, is short on a busy machine.
  test: { name, expect: { poll: { timeout: MINUTE } }, ...PROJECTS[name], ...more },
});

export default defineConfig({
  test: {
    globalSetup: 'tests/build.ts',
    projects: [
      project('unit', usual),
      project('integration', usual),
      project('toolchain', usual),
      // Two files at a time: go build fills the processors only in its middle, and each file has its own list to build.
      project('matrix', {
        ...{ maxWorkers: 2, testTimeout: 10 * MINUTE, hookTimeout: 10 * MINUTE },
        sequence: { groupOrder: 1 },
      }),
      // One file at a time: races are looked for with all processors.
      project('hub', {
        ...{ maxWorkers: 1, testTimeout: 60 * MINUTE, hookTimeout: 10 * MINUTE },
        sequence: { groupOrder: 2 },
      }),
    ],
  },
});
