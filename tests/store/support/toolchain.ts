// A tiny toolchain to add: the same bits whoever builds it.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Build, ToolchainSpec } from '../../../driver/store/store.ts';

const RECIPE = '0123456789abcdef'.repeat(4);

/** SRI of 32 zero bytes: any hash does for the source of a toolchain that is none. */
export const SOURCE_NAR = `sha256-${Buffer.alloc(32).toString('base64')}`;

export const SPEC: ToolchainSpec = {
  name: `rto-go-1.23.12-${RECIPE.slice(0, 12)}`,
  version: '1.23.12',
  platform: 'linux-amd64',
  recipe: RECIPE,
};

export const SOURCE = { h1: 'h1:made-up', nar: SOURCE_NAR, origin: 'a test' };

export const build: Build = async (staging) => {
  mkdirSync(join(staging, 'bin'));
  writeFileSync(join(staging, 'bin/go'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(staging, 'VERSION'), 'go1.23.12\n');
  symlinkSync('VERSION', join(staging, 'link'));
  return { source: SOURCE };
};

/** A build that must not be run. */
export const neverBuild: Build = async () => {
  throw new Error('built, though it was there');
};
