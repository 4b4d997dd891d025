// What a source of stock Go is: one interface for its three kinds.
import type { SourcePin } from '../version/catalog.ts';
import type { GoVersion } from '../version/goversion.ts';
import type { Platform } from '../version/platform.ts';
import type { Unasked } from '../version/resolution.ts';

export type FetchEvent =
  /** Bytes; `total` is undefined until the server says it, `received` may fall when a download starts anew. */
  | { kind: 'download'; url: string; received: number; total: number | undefined }
  /** Files. */
  | { kind: 'verify' | 'unpack'; done: number; total: number }
  /** One sentence that the user should read. */
  | { kind: 'notice'; text: string };

/** What is known of a tree that was unpacked. */
export interface Stock {
  /** Of the module zip; undefined where the source is no module zip. */
  h1: string | undefined;
  /** SRI of the NAR of the tree in normal form, as it is now on disk. */
  nar: string;
  /** For people, credentials removed. */
  origin: string;
  /** Set where neither a pin nor the checksum database vouched for it, and it was allowed all the same. */
  unproved?: true;
}

export interface UnpackOptions {
  /** What the catalog says the contents are; undefined for a release it does not know. */
  pin: SourcePin | undefined;
  onEvent?: (event: FetchEvent) => void;
  signal?: AbortSignal;
}

export interface Source {
  readonly kind: 'proxy' | 'goroot' | 'archive';
  /** Whether this source has that release. */
  exists(version: GoVersion, platform: Platform): Promise<boolean | Unasked>;
  /**
   * Puts the stock tree, verified and in normal form, into `into` (absent or empty). On an error `into` may hold a
   * part of it: the caller removes its staging folder.
   */
  unpack(version: GoVersion, platform: Platform, into: string, options: UnpackOptions): Promise<Stock>;
}

/** `path` is absolute. */
export type SourceChoice = { kind: 'proxy' } | { kind: 'goroot' | 'archive'; path: string };

export interface SourceOptions {
  env: Readonly<Record<string, string | undefined>>;
  cacheDir: string;
  dataDir: string;
  /** A release that nothing vouches for is used, with a notice. */
  allowUnproved?: boolean;
  /** Nothing is asked over the network: the cache must do. */
  offline: boolean;
}
