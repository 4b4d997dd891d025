// Adding a toolchain: one process builds, the others wait; staged, hashed, moved into place, recorded.
import { toSri } from '../nar.ts';
import { adopt } from './adopt.ts';
import { type Layout, makeFolders } from './layout.ts';
import { acquireLease } from './lease.ts';
import { checkLocked } from './locked.ts';
import { publish } from './publish.ts';
import { readToolchain } from './record.ts';
import { hashTree, seal, syncTree } from './seal.ts';
import { inStaging } from './staging.ts';
import type { AddOptions, Build, StoredToolchain, ToolchainSpec } from './store.ts';
import { storeBaseName } from './storepath.ts';
import { tidy } from './tidy.ts';

export async function add(
  layout: Layout,
  spec: ToolchainSpec,
  build: Build,
  options: AddOptions = {},
): Promise<StoredToolchain> {
  await tidy(layout, options.onEvent);
  const ready = readToolchain(layout, spec.name);
  if (ready) return ready;
  makeFolders(layout);
  const lease = await acquireLease(layout, spec.name, options);
  try {
    return (
      readToolchain(layout, spec.name) ??
      adopt(layout, spec, options) ??
      (await inStaging(layout, (staging) => make(layout, spec, staging, build, options)))
    );
  } finally {
    lease.release();
  }
}

async function make(
  layout: Layout,
  { name, version, platform, recipe }: ToolchainSpec,
  staging: string,
  build: Build,
  { onEvent, signal, nix }: AddOptions,
): Promise<StoredToolchain> {
  signal?.throwIfAborted();
  onEvent?.({ kind: 'build', name });
  const { source } = await build(staging);
  signal?.throwIfAborted();
  onEvent?.({ kind: 'seal', name });
  const total = seal(staging);
  // Its bytes go to the disk while they are hashed: the second of these blocks, the first is another process.
  const [, { digest, size }] = await Promise.all([
    syncTree(staging),
    (async () => hashTree(staging, (done) => onEvent?.({ kind: 'hash', name, done, total })))(),
  ]);
  signal?.throwIfAborted();
  checkLocked({ name, version, nar: toSri(digest) }, nix?.locked);
  const base = storeBaseName(digest, name);
  const installed = new Date().toISOString();
  const record = { base, name, nar: toSri(digest), size, version, platform, recipe, installed, source };
  return publish(layout, staging, record, onEvent);
}
