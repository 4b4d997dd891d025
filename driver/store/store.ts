// What a store of instrumented toolchains is: one interface for both kinds.
import type { Platform } from '../version/platform.ts';

export type StoreKind = 'auto' | 'embedded' | 'nix';

/** The stock Go a toolchain was made of. */
export interface SourceRecord {
  /** `h1:…=` of the module zip, where it came as one. */
  h1: string | undefined;
  /** SRI of the NAR of the normalised stock tree. */
  nar: string;
  /** Where from, for people; no credentials. */
  origin: string;
  /** Set where neither the catalog nor a checksum database vouched for it. */
  unproved?: true;
}

export interface StoredToolchain {
  /** `<32 digits>-rto-go-1.23.12-<recipe12>` */
  base: string;
  /** Absolute path of the tree. */
  goroot: string;
  /** `rto-go-1.23.12-<recipe12>` */
  name: string;
  /** SRI of the tree's NAR. */
  nar: string;
  /** Bytes of the NAR, a little more than those of the files in it. */
  size: number;
  version: string;
  platform: Platform;
  /** 64 hex digits. */
  recipe: string;
  /** ISO 8601. */
  installed: string;
  /** Undefined where Nix made the toolchain, or another rto: its recipe says it as a hash. */
  source: SourceRecord | undefined;
}

export interface ToolchainSpec {
  name: string;
  version: string;
  platform: Platform;
  recipe: string;
  /** The source's NAR hash, which the recipe was computed from: lets a tree whose record was lost be used again. */
  sourceNar?: string | undefined;
}

/** A process, as a lease or a marker names it. */
interface Holder {
  pid: number;
  /** For people. */
  hostname: string;
}

export type StoreEvent =
  /** Another process installs `name`; said once for each holder. */
  | { kind: 'lock wait'; name: string; holder: Holder | undefined }
  | { kind: 'build' | 'nix build' | 'nix fetch' | 'seal' | 'move' | 'record'; name: string }
  /** Bytes of file contents. */
  | { kind: 'hash'; name: string; done: number; total: number }
  | { kind: 'clean' | 'repair'; path: string; why: string };

export type OnStoreEvent = (event: StoreEvent) => void;

export interface StoreOptions {
  onEvent?: OnStoreEvent | undefined;
  signal?: AbortSignal | undefined;
}

/** How Nix can come by a toolchain without a tree being built here. */
export interface NixWay {
  /** SRI of the NAR that is locked for this recipe, and so for a store path that can be named before it is there. */
  locked: string | undefined;
  /** Builds the derivation; `root` becomes a link that keeps Nix from collecting it. Gives its store path. */
  build(root: string): Promise<string>;
}

export interface AddOptions extends StoreOptions {
  /** Undefined where Nix cannot fetch the source itself: a local tree or archive. */
  nix?: NixWay | undefined;
}

/** Makes the tree in `staging`, an empty folder which a rename may replace. May be run without having been needed. */
export type Build = (staging: string) => Promise<{ source: SourceRecord }>;

export interface Verification {
  base: string;
  /** What the record says; undefined for a tree without one. */
  recorded: string | undefined;
  /** What the tree hashes to now. */
  actual: string;
  /** True where the tree is what its record and its base name say. */
  same: boolean;
  /** What in it belongs to another user or may be written by others, as sentences. */
  foreign: string[];
}

/** Why a toolchain is not to be pruned. */
export type Reference = { name: string } & (
  | { kind: 'project'; project: string }
  | { kind: 'process'; pid: number }
  | { kind: 'user' }
);

export interface PruneOptions extends StoreOptions {
  /** Say what would be done, do nothing. */
  dryRun?: boolean | undefined;
  /** Names or base names of toolchains to leave alone. */
  keep?: readonly string[] | undefined;
}

export interface Pruned {
  kind: 'toolchain' | 'tree' | 'record' | 'staging' | 'lease' | 'root' | 'marker';
  path: string;
  /** Set for toolchains and trees. */
  base: string | undefined;
  /** Bytes: of its NAR where that is recorded, as `list` has it, else of its files. */
  size: number;
  why: string;
}

export interface PruneReport {
  dryRun: boolean;
  removed: Pruned[];
  kept: { base: string; name: string; size: number; because: string[] }[];
  /** Bytes, freed or to be freed. */
  freed: number;
}

/** Everything below throws RtoError for a store that is full, read-only or no folder (failure.ts). */
export interface Store {
  readonly kind: StoreKind;
  /** The folder the toolchains are in. */
  readonly folder: string;

  /**
   * The finished toolchain of that name, by one small read and one stat. What Nix has and rto sees for the first time is
   * hashed, recorded and kept from collection; else nothing is written.
   */
  find(name: string): Promise<StoredToolchain | undefined>;

  /** The toolchain of that name, built if need be. Processes that ask at once wait for the first and share its result. */
  add(spec: ToolchainSpec, build: Build, options?: AddOptions): Promise<StoredToolchain>;

  /** All finished toolchains, sorted by base name without its hash. */
  list(): Promise<StoredToolchain[]>;

  /** Names of what was recorded and cannot be used: its record or its tree is damaged or gone. */
  unusable(): Promise<string[]>;

  /** Removes a toolchain, used or not, and that its user wanted it. Throws RTO_STORE_ABSENT if it does not exist. */
  remove(base: string): Promise<void>;

  /** Hashes a tree again. Throws RTO_STORE_ABSENT if it does not exist. */
  verify(base: string, options?: StoreOptions): Promise<Verification>;

  /** Lends an empty folder on the store's file system, removed afterwards; its contents may be renamed into a build's. */
  stage<T>(work: (folder: string) => Promise<T>): Promise<T>;

  /**
   * Records that `project`, or the user outside a project, uses the toolchain (name or base), until the project is gone or
   * it is removed. Of one release the last recipe counts. False where the store cannot be written to.
   */
  use(toolchain: string, project: string | undefined): boolean;

  /**
   * Marks the toolchain (name or base) as used by a live process until the returned function is called or it has ended.
   * Mark before `find`, so that no prune comes between. Marks nothing where the store cannot be written to.
   */
  inUse(toolchain: string, pid?: number): () => void;

  /** Existing projects and live processes that use a toolchain. */
  references(): Promise<Reference[]>;

  /** Removes what nothing refers to, and what dead processes left behind. */
  prune(options?: PruneOptions): Promise<PruneReport>;
}
