// The options and arguments that several commands share. Each is defined once.
import type { FlagParametersForType } from '@stricli/core';
import type { Context } from './context.ts';
import type { Entry } from './help.ts';

const STORES = ['auto', 'embedded', 'nix'] as const;

/** Flags of every command. main.ts reads `verbose` when it prints an error. */
export interface StoreFlags {
  readonly store?: (typeof STORES)[number];
  readonly verbose: boolean;
}

export const storeFlags: FlagParametersForType<StoreFlags, Context> = {
  store: {
    kind: 'enum',
    values: STORES,
    optional: true,
    brief: "Where toolchains are kept: in rto's own store or in Nix's; RTO_STORE, else auto, unless told",
  },
  verbose: { kind: 'boolean', default: false, withNegated: false, brief: 'Show stack traces of errors' },
};

/** Flags of every command that resolves a REQUEST. */
export interface EngineFlags extends StoreFlags {
  readonly offline: boolean;
  readonly allowUntested: boolean;
  readonly installed: boolean;
  readonly allowUnproved: boolean;
}

export const engineFlags: FlagParametersForType<EngineFlags, Context> = {
  ...storeFlags,
  offline: { kind: 'boolean', default: false, withNegated: false, brief: 'Use no network' },
  allowUntested: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Take a minor of Go that is newer than the catalog',
  },
  installed: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Where go.mod sets a minimum, take a newer Go that is installed rather than make the one it names',
  },
  allowUnproved: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Run stock Go that neither the catalog nor the checksum database knows',
  },
};

/** Flags of every command that builds or runs. */
export interface ObserveFlags {
  readonly observe?: string;
  readonly log?: string;
}

export const observeFlags: FlagParametersForType<ObserveFlags, Context> = {
  observe: {
    kind: 'parsed',
    // An empty GO_INSTRUMENT observes nothing too.
    parse: (text) => text || 'none',
    optional: true,
    placeholder: 'LIST',
    brief:
      "What to observe: reflect,crypto,'os/exec.(*Cmd).Start',… or none; else what GO_INSTRUMENT* or rto.toml says, else reflect,unsafe,crypto",
    proposeCompletions: () => ['reflect', 'unsafe', 'crypto', 'none'],
  },
  log: {
    kind: 'parsed',
    parse: nonEmpty,
    optional: true,
    placeholder: 'FILE',
    brief: 'Where programs write their event log (INSTRUMENTATION_LOG_PATH)',
  },
};

export interface JsonFlag {
  readonly json: boolean;
}

export const jsonFlag: FlagParametersForType<JsonFlag, Context> = {
  json: { kind: 'boolean', default: false, withNegated: false, brief: 'Print JSON on standard output' },
};

/** Flags of every command that prints a table or a report for people. */
export interface WidthFlag {
  readonly width?: number;
}

export const widthFlag: FlagParametersForType<WidthFlag, Context> = {
  width: {
    kind: 'parsed',
    parse: columns,
    optional: true,
    placeholder: 'COLUMNS',
    brief: 'Columns of what is printed; else those of the terminal or COLUMNS, else as many as it takes',
  },
};

/** The entry of REQUEST in --help. */
export const REQUEST: Entry = [
  'REQUEST',
  'Which Go: 1.23, 1.23.4, 1.24rc1, stable, oldstable, ">=1.21 <1.24", a GOROOT folder, or an archive of Go; without it, what go.work or go.mod asks for, else the newest',
];

/** The minors of the catalog, "1.24", newest first. Behind them come the words that stand for minors. */
export async function proposeRequests(): Promise<string[]> {
  const { openCatalog } = await import('../version/catalog.ts');
  return [...openCatalog().series.toReversed(), 'stable', 'oldstable'];
}

export const optionalRequest = {
  kind: 'tuple',
  parameters: [
    {
      placeholder: REQUEST[0],
      parse: nonEmpty,
      optional: true,
      brief: REQUEST[1],
      proposeCompletions: proposeRequests,
    },
  ],
} as const;

function columns(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new SyntaxError('it is no number of columns');
  return Number(text);
}

function nonEmpty(text: string): string {
  if (text === '') throw new SyntaxError('it is empty');
  return text;
}
