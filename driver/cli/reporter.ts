// Turns events of the engine into steps and notices for people.
import { posix } from 'node:path';
import type { EngineEvent } from '../engine/engine.ts';
import type { Progress, Step } from '../terminal/progress.ts';

/** A listener for events of the engine. It shows them as progress. */
export function reporter(progress: Progress): (event: EngineEvent) => void {
  return (event) => {
    if (event.kind === 'notice') {
      progress.notice(event.text);
      return;
    }
    const step = stepOf(event);
    if (step !== undefined) progress.update(step);
  };
}

/** The step of an event. undefined where the event takes no time, or where those that follow tell the same. */
function stepOf(event: Exclude<EngineEvent, { kind: 'notice' }>): Step | undefined {
  switch (event.kind) {
    case 'download':
      return { step: `download ${fileName(event.url)}`, done: event.received, total: event.total, unit: 'bytes' };
    case 'verify':
    case 'unpack':
      return { step: event.kind, done: event.done, total: event.total };
    case 'learned':
      return { step: 'learn releases', done: event.done, total: event.total };
    case 'locked':
      return { step: 'lock toolchains', done: event.done, total: event.total, minor: true };
    case 'nix fetch':
      return { step: `ask Nix for ${event.name}`, minor: true };
    case 'nix build':
      return { step: `build ${event.name} by Nix` };
    case 'verify build':
      return { step: `make go${event.version} ${event.by === 'nix' ? 'by Nix' : 'again'}` };
    case 'instrument':
      return { step: `instrument go${event.version}` };
    case 'hash':
      return { step: 'hash', done: event.done, total: event.total, unit: 'bytes' };
    case 'lock wait':
      return { step: `wait for ${holder(event.holder)}, which installs ${event.name}` };
    default:
      return undefined;
  }
}

const holder = (it: { pid: number; hostname: string } | undefined): string =>
  it === undefined ? 'another process' : `process ${it.pid} on ${it.hostname}`;

/** The last part of a URL's path. The URL's user, password and query stay out of sight. */
function fileName(url: string): string {
  return URL.canParse(url) ? posix.basename(new URL(url).pathname) : 'Go';
}
