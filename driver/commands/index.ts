// All commands of rto under their names, each loaded only when it is named or listed.
import type { Commands } from '../cli/routes.ts';

export const COMMANDS: Commands = {
  /** In the order in which --help lists them. */
  loaders: {
    run: async () => (await import('./run.ts')).run,
    build: async () => (await import('./gocommand.ts')).build,
    test: async () => (await import('./gocommand.ts')).test,
    exec: async () => (await import('./exec.ts')).exec,
    shell: async () => (await import('./shell.ts')).shell,
    env: async () => (await import('./env.ts')).env,
    resolve: async () => (await import('./resolve.ts')).resolve,
    install: async () => (await import('./install.ts')).install,
    inspect: async () => (await import('./inspect.ts')).inspect,
    report: async () => (await import('./report.ts')).report,
    events: async () => (await import('./events.ts')).events,
    which: async () => (await import('./which.ts')).which,
    list: async () => (await import('./list.ts')).list,
    uninstall: async () => (await import('./uninstall.ts')).uninstall,
    prune: async () => (await import('./prune.ts')).prune,
    verify: async () => (await import('./verify.ts')).verify,
    lock: async () => (await import('./lock.ts')).lock,
    overlay: async () => (await import('./overlay.ts')).overlay,
    doctor: async () => (await import('./doctor.ts')).doctor,
    cache: async () => (await import('./cache.ts')).cache,
    catalog: async () => (await import('./catalog.ts')).catalog,
    completion: async () => (await import('./completion.ts')).completion,
  },
  passing: {
    run: 'run',
    exec: 'exec',
    build: 'go',
    test: 'go',
    completion: 'dashes',
  },
  docs: {
    brief: 'See what an unchanged Go program really does',
    usage: 'COMMAND [OPTIONS] [ARGUMENTS]',
    text: 'Builds and runs Go programs with an instrumented Go, which records the reflect, unsafe, crypto and other chosen functions that really ran: from where, with what, and which method a reflective call reached. The programs need no change.',
    examples: ['rto run 1.24 ./cmd/app', 'rto exec 1.23 -- go test ./...', 'rto shell', 'rto COMMAND --help'],
  },
};
