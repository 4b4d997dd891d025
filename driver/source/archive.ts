// An archive file on this machine as the source: the module's zip as proxies serve it, or a release's tar.gz.
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { RtoError } from '../errors.ts';
import { diskNode, hashNar, toSri } from '../nar.ts';
import { type GoVersion, moduleVersion } from '../version/goversion.ts';
import type { Platform } from '../version/platform.ts';
import { onDisk } from './disk.ts';
import { expectHash, unproved } from './expected.ts';
import { type NetworkOptions, openNetwork } from './network.ts';
import { openProver, type ProverOptions } from './prove.ts';
import type { Source, Stock, UnpackOptions } from './source.ts';
import { unpackTar } from './tar.ts';
import { checkTree, vouched } from './tree.ts';
import { openVerified } from './zipcache.ts';

export interface ArchiveOptions extends NetworkOptions, ProverOptions {
  cacheDir: string;
}

/**
 * The file at `path` as a source. A zip must have the catalog's or the checksum database's h1. A tar.gz is no module: it
 * must have the catalog's NAR. A release that neither knows is used only if unproved ones are allowed.
 * `unpack` throws RTO_ARCHIVE…, RTO_ZIP…, RTO_SOURCE_HASH, RTO_SOURCE_TREE, RTO_SOURCE_DISK, RTO_UNPROVED, RTO_SUMDB_….
 */
export function openArchive(path: string, options: ArchiveOptions): Source {
  return {
    kind: 'archive',
    /** The name is the user's word for what is inside; unpacking finds out. */
    exists: async () => existsSync(path),
    async unpack(version, platform, into, unpacking) {
      const form = await archiveForm(path);
      if (form === 'zip') return unpackModule(path, version, platform, into, unpacking, options);
      const { onEvent, signal } = unpacking;
      await unpackTar(path, into, (done) => onEvent?.({ kind: 'unpack', done, total: 0 }), signal);
      checkTree(into, path, version, platform);
      const nar = toSri(hashNar(diskNode(into)).digest);
      return { h1: undefined, nar, origin: path, ...vouched(path, nar, unpacking, options) };
    },
  };
}

async function unpackModule(
  path: string,
  version: GoVersion,
  platform: Platform,
  into: string,
  { pin, onEvent, signal }: UnpackOptions,
  options: ArchiveOptions,
): Promise<Stock> {
  const what = `Go ${version.name} for ${platform}`;
  const name = moduleVersion(version.name, platform);
  const { zip, h1 } = await openVerified(path, name, { onEvent, signal });
  try {
    let known = true;
    if (pin) expectHash(what, pin.h1, h1, 'the catalog', path);
    else if (options.offline) {
      const why = 'the catalog does not know it, and --offline forbids asking the checksum database';
      if (options.allowUnproved !== true) throw unproved(path, why);
      onEvent?.({ kind: 'notice', text: `${path} is not verified: ${why}` });
      known = false;
    } else {
      const proved = await openProver(openNetwork(options), options).prove(name, { onEvent, signal });
      if (proved !== undefined) expectHash(what, proved, h1, 'the checksum database', path);
      known = proved !== undefined;
    }
    const onFile = (done: number, total: number) => onEvent?.({ kind: 'unpack', done, total });
    const { nar, ...written } = await zip.unpack(into, onFile, signal);
    expectHash(what, h1, written.h1, 'the same file a moment ago', path);
    if (pin) expectHash(what, pin.nar, nar, 'the catalog', path);
    return { h1, nar, origin: path, ...(known ? {} : { unproved: true }) };
  } finally {
    zip.close();
  }
}

/** Told by the first bytes, not by the name. */
async function archiveForm(path: string): Promise<'zip' | 'tar.gz'> {
  const start = await onDisk(path, async () => {
    const file = await open(path, 'r');
    try {
      return (await file.read(Buffer.alloc(4), 0, 4, 0)).buffer;
    } finally {
      await file.close();
    }
  });
  if (start.readUInt16BE(0) === 0x504b) return 'zip';
  if (start.readUInt16BE(0) === 0x1f8b) return 'tar.gz';
  throw new RtoError('RTO_ARCHIVE_FORM', `${path} is neither a zip nor a tar.gz file`, {
    try: 'give the module zip as a proxy serves it, or go1.NN.N.OS-ARCH.tar.gz as Go publishes it',
  });
}
