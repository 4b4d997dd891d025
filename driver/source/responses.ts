// How servers fail to give what was asked of them, and the errors that come of it.
import { RtoError } from '../errors.ts';
import { redact } from '../text/redact.ts';
import { repeats, type Secret } from './secret.ts';

/**
 * missing: 403, 404, 410 or no such file. status: any other answer than 200. network: no answer, or one that broke off.
 * garbage: an answer that is not what it says it is.
 */
export type UnservedKind = 'missing' | 'status' | 'network' | 'garbage';

/** One server did not give it. Caught where the next may be asked; never seen by a user as it is. */
export class Unserved extends Error {
  readonly kind: UnservedKind;
  /** GOPROXY's `,` goes on after these alone: 404, 410 or no such file, not 403. */
  readonly notFound: boolean;
  /** The same request may succeed a little later. */
  readonly passing: boolean;

  constructor(
    kind: UnservedKind,
    message: string,
    details: { notFound?: boolean; passing?: boolean; cause?: unknown } = {},
  ) {
    super(redact(message), { cause: details.cause });
    this.kind = kind;
    this.notFound = details.notFound ?? false;
    this.passing = details.passing ?? false;
  }

  /** The same; without its words where they repeat what was asked with, as a server's may. */
  without(secret: Secret | undefined): Unserved {
    if (!repeats(this.message, secret)) return this;
    const { kind, notFound, passing } = this;
    return new Unserved(kind, 'an answer that repeats credentials, and is not shown', { notFound, passing });
  }
}

export interface Asked {
  /** Printable. */
  server: string;
  answer: Unserved;
}

const HINTS: Record<UnservedKind, string> = {
  missing: 'set GOPROXY to another proxy, or ask for another release',
  status: 'try again later, or set GOPROXY to another proxy',
  network: 'check the network and HTTPS_PROXY, or set GOPROXY to a proxy that can be reached',
  garbage: 'set GOPROXY to another proxy; something between here and there may answer in its place',
};

/** The error for `what` after every server in `asked` (at least one) failed: the gravest answer names it. */
export function unserved(what: string, asked: readonly Asked[]): RtoError {
  const gravity = ['missing', 'status', 'network', 'garbage'] as const;
  const worst = gravity.findLast((kind) => asked.some(({ answer }) => answer.kind === kind)) ?? 'missing';
  const details = {
    facts: Object.fromEntries(asked.map(({ server, answer }) => [server, answer.message])),
    try: HINTS[worst],
    cause: asked.find(({ answer }) => answer.kind === worst)?.answer,
  };
  switch (worst) {
    case 'missing':
      return new RtoError('RTO_SOURCE_MISSING', `${what} is not served`, details);
    case 'status':
      return new RtoError('RTO_SOURCE_HTTP', `${what} could not be fetched: the server failed`, details);
    case 'network':
      return new RtoError(
        'RTO_SOURCE_NETWORK',
        `${what} could not be fetched: no connection, or it broke off`,
        details,
      );
    case 'garbage':
      return new RtoError('RTO_SOURCE_GARBAGE', `${what} could not be fetched: the answer is something else`, details);
  }
}

/** The error for something that only the network could give. */
export function offline(what: string): RtoError {
  return new RtoError('RTO_SOURCE_OFFLINE', `${what} is not here, and --offline forbids fetching it`, {
    try: 'run once without --offline, or give a GOROOT folder or an archive file instead',
  });
}
