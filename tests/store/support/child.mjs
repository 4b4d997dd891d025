// One process on a store: node child.mjs '{"compiled","data","action",…}'. Prints one JSON line: { result } or { error }.
import fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fault, injectFault } from './faults.mjs';

const {
  compiled,
  data,
  action,
  spec,
  base,
  at = 0,
  kind = 'SIGKILL',
  log,
  waiters = 0,
  builders = 0,
  stopAt,
  fill = 0,
} = JSON.parse(process.argv[2]);
const { openEmbeddedStore } = await import(join(compiled, 'store/embedded.js'));
const store = openEmbeddedStore(data);

/** Waits until so many processes wrote down a word. */
async function toldBy(count, word) {
  for (const end = Date.now() + 60_000; fs.readFileSync(log, 'utf8').split(word).length - 1 < count; await sleep(10))
    if (Date.now() > end) throw new Error(`waited for ${count} times ${word}`);
}

/** The same bits as `build` in toolchain.ts. */
async function build(staging) {
  if (log) fs.appendFileSync(log, `${process.pid} builds\n`);
  fs.mkdirSync(join(staging, 'bin'));
  fs.writeFileSync(join(staging, 'bin/go'), '#!/bin/sh\n', { mode: 0o755 });
  if (log) await toldBy(waiters, 'waits');
  if (log) await toldBy(builders, 'builds');
  fs.writeFileSync(join(staging, 'VERSION'), 'go1.23.12\n');
  fs.symlinkSync('VERSION', join(staging, 'link'));
  if (fill) fs.writeFileSync(join(staging, 'filler'), Buffer.alloc(fill));
  return { source: { h1: 'h1:made-up', nar: `sha256-${'A'.repeat(43)}=`, origin: 'a test' } };
}

const events = [];
const onEvent = (event) => {
  events.push(event);
  if (log && event.kind === 'lock wait') fs.appendFileSync(log, `${process.pid} waits\n`);
  if (event.kind !== stopAt) return;
  // Not a step further: the test kills us here.
  fs.writeSync(1, `${JSON.stringify({ stopped: stopAt })}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

const ACTIONS = {
  add: () => store.add(spec, build, { onEvent }),
  remove: () => store.remove(base),
  prune: () => store.prune({ onEvent }),
  /** What `rto exec` does of a toolchain that is there. */
  async warm() {
    const release = store.inUse(spec.name);
    const found = await store.find(spec.name);
    const used = store.use(spec.name, import.meta.dirname);
    release();
    return { ...found, used, ...(await store.verify(found.base)) };
  },
  async mark() {
    store.inUse(spec.name);
    fs.writeSync(1, `${JSON.stringify({ stopped: 'mark' })}\n`);
    await sleep(60_000); // until the test kills us
  },
};

injectFault(at, kind);
try {
  const result = await ACTIONS[action]();
  console.log(JSON.stringify({ result, events, calls: fault.calls }));
} catch (error) {
  const { code, message, facts } = error;
  console.log(JSON.stringify({ error: { code, message, facts, try: error.try }, events, calls: fault.calls }));
}
