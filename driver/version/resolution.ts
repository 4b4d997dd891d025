// What resolution is given and what it answers.
import type { Catalog, FamilyConfig, SourcePin } from './catalog.ts';
import type { GoVersion } from './goversion.ts';
import type { Platform } from './platform.ts';

/** The oldest minor: below it the runtime files and the compiler's flags that rto relies on are not there. */
export const OLDEST = 19;

export interface Step {
  /** What was decided: "1.23.12". */
  text: string;
  /** Why, in a few words. */
  reason: string;
}

export interface Resolution {
  request: string | undefined;
  version: GoVersion;
  platform: Platform;
  family: FamilyConfig;
  /** Undefined: not in the catalog for this platform. */
  pin: SourcePin | undefined;
  steps: Step[];
  /** Other releases of the same minor that the catalog has, ascending: where the source refuses this one. */
  near: readonly GoVersion[];
  /** What the user should be told even when not asking why. */
  notices: string[];
  /** Absolute path of a GOROOT folder that was the request. */
  goroot: string | undefined;
  /** Absolute path of an archive that was the request. */
  archive: string | undefined;
  /** Absolute path of the go.mod or go.work that was used. */
  project: string | undefined;
  /** Where a project sets no more than a minimum: that. Any newer release does as well. */
  atLeast: GoVersion | undefined;
}

/** A source that cannot be asked, which is another thing than one that says no. */
export interface Unasked {
  /** Why: "--offline", or what each server answered. */
  readonly unasked: string;
}

export interface ResolveContext {
  catalog: Catalog;
  platform: Platform;
  /** Absolute. */
  cwd: string;
  /** Asks the source for a release. */
  exists(version: GoVersion): Promise<boolean | Unasked>;
  /** Try minors newer than the catalog with the newest family's base. */
  allowUntested: boolean;
  /** The releases that are installed, where one of them may be taken for a project that sets a minimum. */
  installed?: (() => Promise<readonly GoVersion[]>) | undefined;
  /** For GOWORK; process.env unless given. */
  env?: NodeJS.ProcessEnv;
}

/** Who asked, for messages: "the command line: 1.23.99", "go.mod line 3: go 1.28". */
export interface Asked {
  by: string;
}
