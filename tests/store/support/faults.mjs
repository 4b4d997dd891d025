// Makes the n-th call that changes the file system fail, or be the process's last. Imported before the store is.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const CALLS = [
  'mkdirSync',
  'openSync',
  'writeSync',
  'writeFileSync',
  'renameSync',
  'linkSync',
  'symlinkSync',
  'rmSync',
  'chmodSync',
];

const pathOf = (arg) => (typeof arg === 'string' ? arg : undefined);

export const fault = { calls: 0 };

/**
 * @param {number} at 1 for the first call; 0 for none
 * @param {'SIGKILL' | 'ENOSPC' | 'EROFS'} kind
 */
export function injectFault(at, kind) {
  const before = (path, dest) => {
    fault.calls += 1;
    if (fault.calls !== at) return;
    if (kind === 'SIGKILL') {
      process.kill(process.pid, 'SIGKILL');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    throw Object.assign(new Error(`${kind}: injected`), { code: kind, path, dest });
  };
  for (const name of [...CALLS, 'utimesSync', 'lutimesSync', 'fsyncSync']) {
    const real = fs[name];
    fs[name] = (...args) => {
      // Opening to read changes nothing.
      if (name !== 'openSync' || args[1] !== 'r') before(...args.slice(0, 2).map(pathOf));
      return real(...args);
    };
  }
  const rm = fs.promises.rm;
  fs.promises.rm = async (path, options) => {
    before(path);
    return rm(path, options);
  };
  syncBuiltinESMExports();
}
