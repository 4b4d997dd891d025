// Which test files run together: by what they need of the machine.

/** Go toolchains or the network. */
const toolchain = [
  'tests/toolchains/**/*.test.ts',
  'tests/wrappers/go.test.ts',
  'tests/trust/log.test.ts',
  'tests/nix/{flake,packed}.test.ts',
  'tests/source/publicsumdb.test.ts',
];

/** All nine Go minors, or many toolchains. */
const matrix = ['tests/matrix/**/*.test.ts', 'tests/nix/{driver,docs,packages}.test.ts', 'tests/bench/gate.test.ts'];

/** Time and repetition: what observation may never do. */
const hub = ['tests/hub/**/*.test.ts'];

/** rto as it is installed, in processes, shells and terminals of its own; other users; real Nix. */
const integration = [
  'tests/{integration,nix,trust}/**/*.test.ts',
  'tests/store/{crash,disk,nix-vectors,prune,race}.test.ts',
  'tests/events/canonical.test.ts',
  'tests/process/shell.test.ts',
  'tests/toolchain/recipe.test.ts',
];

interface Project {
  include: string[];
  exclude: string[];
}

/** `unit` is what no other names: no network, no toolchain, no Nix. */
export const PROJECTS = {
  unit: { include: ['tests/**/*.test.ts'], exclude: [...integration, ...toolchain, ...matrix, ...hub] },
  integration: { include: integration, exclude: [...toolchain, ...matrix] },
  toolchain: { include: toolchain, exclude: [] },
  matrix: { include: matrix, exclude: [] },
  hub: { include: hub, exclude: [] },
} satisfies Record<string, Project>;
