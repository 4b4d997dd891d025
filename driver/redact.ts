// Text that may hold URLs, made fit to print: without user, password, query or fragment. Imports nothing of rto's.
// What rto prints of its own settings is never made from their text: see parseGoproxy. This is for the words of others.

/** A scheme, any number of slashes of either kind (a browser takes one for two), and what has no space. */
const URL_LIKE = /\b([a-z][a-z0-9+.-]*:)[/\\]+[^\s"'<>]*/gi;

/** Control characters are replaced first: one inside `user:password` could hide the form that is looked for. */
export function redact(text: string): string {
  return text
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '\ufffd')
    .split('\n')
    .map(redactLine)
    .join('\n');
}

function redactLine(line: string): string {
  let shown = '';
  let from = 0;
  for (const match of line.matchAll(URL_LIKE)) {
    const [found, scheme = ''] = match;
    if (match.index < from) continue;
    shown += line.slice(from, match.index);
    from = match.index + found.length;
    // A blank in a user's name leaves a host before it and the rest behind.
    const cut = /^ (?![a-z][a-z0-9+.-]*:[/\\])[^\s@]*:[^\s@]*@/i.test(line.slice(from));
    const printable = cut ? undefined : printableUrl(found);
    shown += printable ?? `${scheme}//***`;
    // What does not parse may go on behind a space, up to the @ before the host.
    const end = printable === undefined ? line.lastIndexOf('@') : -1;
    if (end >= from) from = end + 1 + (/^\S*/.exec(line.slice(end + 1))?.[0].length ?? 0);
  }
  return shown + line.slice(from);
}

/** Undefined for what is no URL, or may be one that was cut in the middle of a password. */
function printableUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, pathname, search, hash } = new URL(text);
  // `https://user:1/pa@host` has the host "user": an @ in a path stands behind a slash or a module's name.
  const module = pathname.startsWith('/@') || !/(?<![/\w])@|^\/[^/.]*@/.test(pathname);
  if (!module || `${search}${hash}`.includes('@')) return undefined;
  if (host === '') return printablePath(text);
  const end = /[/\\]$/.test(text.replace(/[?#].*$/s, '')) ? pathname : pathname.replace(/\/+$/, '');
  return `${protocol}//${host}${end}`;
}

/** What has a colon and no host is a file or a list of folders (`c:/nosuch`, `bin:/tmp`): as it was written, if it holds no password. */
function printablePath(text: string): string | undefined {
  const path = text.replace(/^[^/\\]*[/\\]+/, '/');
  // A name before an @ where a host is to be, a pair before one, or a URL with one among the folders.
  if (/^[^/\\]*[/\\]{2,}[^/\\]*@/.test(text)) return undefined;
  if (/[/\\][^/\\:@]*:[^/\\@]*@|:[/\\]{2}.*@/.test(path)) return undefined;
  return text.replace(/[?#].*$/s, '');
}

/** What goes with a request and must not be seen anywhere else. */
export interface Secret {
  authorization: string | undefined;
  /** "?token=…" */
  search: string;
}

/**
 * A URL to be asked, without credentials and without a slash at its end, and its credentials apart. Undefined for what
 * cannot be read, and for an @ behind the host: it may be that of credentials with a slash or a question mark in them, and
 * then the host is none.
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
