// Text that may hold URLs, made fit to print: without user, password, query or fragment, and neutralised. Pure.
// rto never prints its own settings from their text: see parseGoproxy. This is for the words of others.
import { mask, neutralise } from './safe.ts';

/** A scheme, any number of slashes of either kind (a browser takes one for two), and what has no space. */
const URL_LIKE = /\b([a-z][a-z0-9+.-]*:)[/\\]+[^\s"'<>]*/gi;

/**
 * The neutralised text without what of its URLs is secret.
 * @param lines whether newlines stay, or are escaped as all that is harmful: for a text that is to be one line
 */
export function redact(text: string, lines: 'kept' | 'escaped' = 'kept'): string {
  if (lines === 'escaped') return redactLine(text);
  return text.split('\n').map(redactLine).join('\n');
}

function redactLine(text: string): string {
  // A control character inside `user:password` could hide the form that is looked for, and so could its escape.
  const line = mask(text);
  let shown = '';
  let from = 0;
  for (const match of line.matchAll(URL_LIKE)) {
    const [found, scheme = ''] = match;
    if (match.index < from) continue;
    shown += neutralise(text.slice(from, match.index));
    from = match.index + found.length;
    // A blank in a user's name leaves a host before it and the rest behind.
    const cut = /^ (?![a-z][a-z0-9+.-]*:[/\\])[^\s@]*:[^\s@]*@/i.test(line.slice(from));
    const printable = cut ? undefined : printableUrl(found);
    shown += printable ?? `${scheme}//***`;
    // A URL that does not parse may go on behind a space, up to the @ before the host.
    const end = printable === undefined ? line.lastIndexOf('@') : -1;
    if (end >= from) from = end + 1 + (/^\S*/.exec(line.slice(end + 1))?.[0].length ?? 0);
  }
  return shown + neutralise(text.slice(from));
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

/** A text with a colon and no host is a file or a list of folders (`c:/nosuch`, `bin:/tmp`): kept, if it holds no password. */
function printablePath(text: string): string | undefined {
  const path = text.replace(/^[^/\\]*[/\\]+/, '/');
  // A name before an @ where a host is to be, a pair before one, or a URL with one among the folders.
  if (/^[^/\\]*[/\\]{2,}[^/\\]*@/.test(text)) return undefined;
  if (/[/\\][^/\\:@]*:[^/\\@]*@|:[/\\]{2}.*@/.test(path)) return undefined;
  return text.replace(/[?#].*$/s, '');
}
