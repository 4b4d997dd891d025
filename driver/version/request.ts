// What a REQUEST on the command line may be, told by its form alone.
import { RtoError } from '../errors.ts';
import { type GoVersion, parseGoVersion } from './goversion.ts';

export type Word = 'latest' | 'stable' | 'oldstable';

export type Request =
  /** "1.23": any release of that minor. */
  | { kind: 'series'; version: GoVersion }
  /** "1.23.4", "1.23rc1", "1.20.0": that one. */
  | { kind: 'release'; version: GoVersion }
  | { kind: 'word'; word: Word }
  /** Text of a semver range, Go's names in it already in semver's form. */
  | { kind: 'range'; range: string }
  | { kind: 'goroot' | 'archive'; path: string };

const WORDS: readonly Word[] = ['latest', 'stable', 'oldstable'];
const ARCHIVE = /\.(zip|tar\.gz|tgz)$/;
// One side of a range: ">=1.21", "^1.22", "1.22.x", "<1.24rc1".
const COMPARATOR = /^(?:[<>]=?|[=^~])? ?(?:go)?\d+(?:\.(?:\d+|[xX*])){0,2}(?:(?:rc|beta)\d+)?$/;
const LONGEST = 200;

/** Reads a request. Throws RTO_REQUEST (usage) for a text that has none of the forms; nothing is looked up. */
export function parseRequest(text: string): Request {
  const asked = text.trim();
  // Not shown: it may have a password. As a path it would be, with one slash less.
  if (/^[a-z][a-z0-9+.-]*:|:.*@/is.test(asked)) throw urlRequest();
  if (ARCHIVE.test(asked)) return { kind: 'archive', path: asked };
  if (asked === '.' || asked === '..' || asked.includes('/')) return { kind: 'goroot', path: asked };
  const word = WORDS.find((known) => known === asked);
  if (word) return { kind: 'word', word };
  const version = parseGoVersion(asked.replace(/^=\s*/, ''));
  if (version) return { kind: version.explicit ? 'release' : 'series', version };
  const range = parseRange(asked);
  if (range !== undefined) return { kind: 'range', range };
  throw notARequest(text);
}

/** Says that a text is no request. Also for a range whose form passed here and that semver then refused. */
export function notARequest(text: string): RtoError {
  // An @ may be that of credentials.
  const shown = text.includes('@')
    ? 'that word'
    : JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  const bare = /^v(\d+\.\d[\w.]*)$/.exec(text)?.[1];
  return new RtoError('RTO_REQUEST', `${shown} is not a Go version`, {
    facts: {
      examples: '1.23  1.23.4  1.24rc1  stable  oldstable  ">=1.21 <1.24"  /usr/local/go  go1.23.4.linux-amd64.tar.gz',
    },
    try: bare === undefined ? 'rto resolve stable' : `${bare}, without the v; a folder of that name is ./v${bare}`,
    exit: 2,
  });
}

function urlRequest(): RtoError {
  return new RtoError(
    'RTO_REQUEST_URL',
    'a URL is no request: Go comes from GOPROXY, or from what is on this machine',
    {
      try: 'rto install 1.24, or fetch the archive first and name the file',
      exit: 2,
    },
  );
}

function parseRange(text: string): string | undefined {
  if (text.length > LONGEST || !/^[<>=^~]|^(?:go)?\d+$|[ |*xX]/.test(text)) return undefined;
  const parts = text.replace(/\s+/g, ' ').split(/ ?\|\| ?| - | (?=[<>=^~\dg])/);
  // An operator may stand apart (">= 1.21"): splitting left it alone, so join it to what follows.
  const comparators = parts
    .join(' ')
    .replace(/([<>=^~]) /g, '$1')
    .split(' ');
  if (!comparators.every((part) => COMPARATOR.test(part))) return undefined;
  return text.replace(/(\d+\.\d+)(rc|beta)(\d+)/g, '$1.0-$2.$3').replace(/go(?=\d)/g, '');
}

/**
 * Tells a request from a package or another argument: a number with a dot, go1…, a known word, a range, an archive.
 * A folder is never taken for a request here, as `./cmd/app` is a package; see isGoroot() in local.ts.
 * True also for "1.23x" and "v1.23", which parseRequest then refuses: a slip in a version should not be built as a package.
 */
export function looksLikeRequest(text: string): boolean {
  if (ARCHIVE.test(text)) return true;
  if (text.includes('/') || text.endsWith('.go')) return false;
  return WORDS.some((word) => word === text) || /^(?:\d+(?:[. |]|$)|v\d+\.\d|go1(?:\.|$)|[<>=^~])/.test(text);
}
