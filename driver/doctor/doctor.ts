// All checks in their order. Nothing is changed or installed.
import { existsSync, realpathSync } from 'node:fs';
import { RtoError } from '../errors.ts';
import type { Environment } from '../observe/environment.ts';
import { type GoCommand, goCommands, goSettings } from '../observe/gocommand.ts';
import type { Homes } from '../store/home.ts';
import type { StoredToolchain, StoreKind, Verification } from '../store/store.ts';
import { hostPlatform } from '../version/platform.ts';
import type { Resolution } from '../version/resolution.ts';
import { checkEnvironment } from './environment.ts';
import { type Finding, faultOf, ok } from './finding.ts';
import { checkLogPath, checkSettings, checkTestCache } from './logging.ts';
import { checkFolder, checkNode, checkPlatform } from './machine.ts';
import { checkNix } from './nix.ts';
import { probe } from './probe.ts';
import { checkConfig, checkProject } from './project.ts';
import { checkCatalog, checkIntact, checkMade, checkProxy } from './supply.ts';

export interface Patient {
  env: Environment;
  /** Absolute. */
  cwd: string;
  offline: boolean;
  node: { version: string; range: string };
  /** Throws RTO_HOME_UNKNOWN. */
  homes(): Homes;
  /** Of --store or RTO_STORE. Throws RTO_STORE_KIND. */
  store(): StoreKind;
  /** What would be used here; throws what resolution does. */
  resolve(): Promise<Resolution>;
  /** That toolchain; throws RTO_NOT_INSTALLED, and what the store does. */
  installed(): Promise<StoredToolchain>;
  /** Hashes it again. */
  verify(toolchain: StoredToolchain): Promise<Verification>;
}

/** Findings as they come. */
export async function* examine(patient: Patient): AsyncGenerator<Finding> {
  const { env, cwd, node, offline } = patient;
  yield checkNode(node.version, node.range);
  yield* found('platform', () => checkPlatform(hostPlatform()));
  yield* found('store', () => {
    const { data, cache } = patient.homes();
    return [checkFolder('store', data, 'RTO_HOME'), checkFolder('cache', cache, 'RTO_CACHE')];
  });
  yield* found('nix', async () => checkNix(patient.store(), { env, cwd }));
  yield* found('catalog', checkCatalog);
  const commands = goCommands(env, cwd);
  yield* examineToolchain(patient, commands[0]);
  yield* found('rto.toml', () => checkConfig(cwd));
  const settings = goSettings(env);
  yield* checkEnvironment({ commands, env, settings, real });
  yield checkLogPath(env, cwd);
  yield* checkSettings(env);
  yield* checkTestCache(env, settings);
  const [first] = commands;
  if (first?.about !== undefined) yield await probe(first, env, offline);
}

async function* examineToolchain(patient: Patient, go: GoCommand | undefined): AsyncGenerator<Finding> {
  const { env, cwd, offline } = patient;
  let resolution: Resolution;
  try {
    resolution = await patient.resolve();
  } catch (error) {
    yield faultOf('project', error);
    return;
  }
  yield* checkProject(resolution, go, cwd);
  let toolchain: StoredToolchain | undefined;
  yield* found('toolchain', async () => {
    try {
      toolchain = await patient.installed();
    } catch (error) {
      if (!(error instanceof RtoError) || error.code !== 'RTO_NOT_INSTALLED') throw error;
      return ok('toolchain', `go${resolution.version.name} is not installed yet: the first command that needs it does`);
    }
    return checkIntact(toolchain, await patient.verify(toolchain), env);
  });
  yield* checkMade(resolution.version.name, toolchain, go);
  if (!offline) yield* found('proxy', () => checkProxy(resolution, toolchain !== undefined, env));
}

/** What a check finds; an error for people is a fault. */
async function* found(
  check: string,
  work: () => Promise<Finding | Finding[]> | Finding | Finding[],
): AsyncGenerator<Finding> {
  try {
    yield* [await work()].flat();
  } catch (error) {
    yield faultOf(check, error);
  }
}

const real = (folder: string): string => (existsSync(folder) ? realpathSync(folder) : folder);
