// The Go processes of one subject: one a configuration, alive for some rounds, then renewed.
//
// Where a process happens to lie in memory makes it a few per cent faster or slower for as long as it lives, which no number of
// rounds would average out. Renewing it draws that anew, and lets the interval show it.
import type { Child } from '../machine/child.ts';
import type { ChildRequest, Children } from './children.ts';

export type OwnChild = Child & { emptyLog(): void };

export interface Processes {
  /** The process for that round, in which `ready` was run. */
  child(key: string, round: number): Promise<OwnChild>;
  close(): Promise<void>;
}

export interface ProcessesOptions {
  children: Children;
  /** Rounds after which a process is replaced by another of its kind. */
  renew: number;
  ready: (child: Child, key: string) => Promise<unknown>;
}

export function openProcesses(requests: Readonly<Record<string, ChildRequest>>, options: ProcessesOptions): Processes {
  const { children, renew, ready } = options;
  const running = new Map<string, { child: OwnChild; generation: number }>();
  return {
    async child(key, round) {
      const generation = Math.max(0, Math.floor(round / renew));
      const found = running.get(key);
      if (found?.generation === generation) return found.child;
      await found?.child.close();
      running.delete(key);
      const request = requests[key];
      if (request === undefined) throw new Error(`no process for ${key}`);
      const child = await children.start(request);
      running.set(key, { child, generation });
      await ready(child, key);
      return child;
    },
    async close() {
      await Promise.all([...running.values()].map(({ child }) => child.close()));
      running.clear();
    },
  };
}
