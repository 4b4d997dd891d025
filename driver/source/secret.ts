// The credentials that a URL of the user's holds: kept apart from it, sent with a request and seen nowhere else. Pure.

/** What goes with a request and must not be seen anywhere else. */
export interface Secret {
  authorization: string | undefined;
  /** "?token=…" */
  search: string;
}

/**
 * A URL to be asked, without credentials and without a slash at its end, and its credentials apart. Undefined for what
 * cannot be read, and for an @ behind the host: it may be that of credentials with a slash or a question mark in them, and
 * then the text before it is no host.
 */
export function placeOf(text: string): { url: string; secret: Secret | undefined } | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { protocol, host, pathname, search, hash } = url;
  if (`${pathname}${search}${hash}`.includes('@')) return undefined;
  return { url: `${protocol}//${host}${pathname}`.replace(/\/+$/, ''), secret: secretOf(url) };
}

/** The credentials of a URL; undefined where it has none. */
export function secretOf({ username, password, search }: URL): Secret | undefined {
  if (!username && !password && !search) return undefined;
  const pair = `${decoded(username)}:${decoded(password)}`;
  const authorization = username || password ? `Basic ${Buffer.from(pair).toString('base64')}` : undefined;
  return { authorization, search };
}

/** Whether a text repeats credentials, as a server may that says what it was asked. */
export function repeats(text: string, secret: Secret | undefined): boolean {
  if (secret === undefined) return false;
  const base64 = secret.authorization?.slice('Basic '.length) ?? '';
  const pair = Buffer.from(base64, 'base64').toString('utf8');
  const parts = [base64, ...pair.split(':', 1), pair.slice(pair.indexOf(':') + 1), secret.search.slice(1)];
  const all = parts.flatMap((part) => [part, encodeURIComponent(part), decoded(part)]);
  return all.some((part) => part !== '' && text.includes(part));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that is meant
  }
}
