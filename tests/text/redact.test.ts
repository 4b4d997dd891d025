// URLs in the words of others, fit to print.
import { describe, expect, it } from 'vitest';
import { repeats, secretOf } from '../../driver/source/secret.ts';
import { redact } from '../../driver/text/redact.ts';

it.each<[text: string, want: string, why: string]>([
  ['http://a:b@c/', 'http://c/', 'a password'],
  ['https://token@host', 'https://host', 'a token'],
  ['http://a:b@x@c/', 'http://c/', 'an @ in a password'],
  ['https:/a:b@c/d', 'https://c/d', 'one slash'],
  ['https:///a:b@c', 'https://c', 'three'],
  ['https:\\\\a:b@c', 'https://c', 'those of Windows'],
  ['https://a:p/w@c/d', 'https://***', 'a slash in a password'],
  ['https://a:p#w@c/d', 'https://***', 'a hash in a password'],
  ['https://a:p w@c/d and more', 'https://*** and more', 'a blank in a password'],
  ['https://a:1/w@c/d', 'https://***', 'a port and a path, or a password'],
  ['https://c:99999/', 'https://***', 'a bad port'],
  ['https://c/d?token=x#y', 'https://c/d', 'a query'],
  ['see https://a:b@c and http://d:e@f/', 'see https://c and http://f/', 'several'],
  ['see http://c/@scope/pkg', 'see http://c/@scope/pkg', 'an @ that begins a name'],
  ['https://host/m/@v/list', 'https://host/m/@v/list', 'an @ in the path of a proxy'],
  ['https://h/lookup/m@v1.0.0', 'https://h/lookup/m@v1.0.0', 'a module and its version'],
  ['user@example.com', 'user@example.com', 'an address is no URL'],
  ['socks5+tls://k@h', 'socks5+tls://h', 'another scheme'],
  ['/tmp/https:/a:b@c/go.zip', '/tmp/https://c/go.zip', 'as a part of a path'],
  ['PATH is bin:/tmp/a:/usr/bin', 'PATH is bin:/tmp/a:/usr/bin', 'a list of folders'],
  ['a:/go/mod/example.com/x@v1.0.0/bin:/b', 'a:/go/mod/example.com/x@v1.0.0/bin:/b', 'with a version in it'],
  ['cannot read c:/nosuch/../x y', 'cannot read c:/nosuch/../x y', 'a file'],
  ['C:\\Users\\me and file:/tmp/x', 'C:\\Users\\me and file:/tmp/x', 'files of other kinds'],
  ['file:///tmp/x/', 'file:///tmp/x/', 'and as a URL'],
  ['bin:/me:secret@host/x', 'bin://***', 'a password where no host is'],
  ['odd:/a/me:secret@host/x', 'odd://***', 'and behind a folder'],
  ['odd:\\\\me:secret@host', 'odd://***', 'and with the slashes of Windows'],
  ['bin:/tmp:https://t0k@host/x', 'bin://***', 'and in a URL among folders'],
  ['odd:\\\\t0k@host', 'odd://***', 'a token behind such slashes'],
  ['odd:/host?token=x', 'odd:/host', 'a query where no host is'],
  ['https://us\u0007er:secret@host', 'https://host', 'control characters'],
  ['https://us\u0007e.r:secret@host', 'https://host', 'and a dot behind one'],
  ['https://us\u200be.r:secret@host', 'https://host', 'invisible ones'],
  ['https://us\ud800e.r:secret@host', 'https://host', 'half a pair'],
  ['a\u001b[2J https://a:b@c \u202eb', 'a\\x1b[2J https://c \\u202eb', 'what is no URL is neutralised'],
  ['https://us er:secret@host', 'https://***', 'a blank in a name'],
  ['one\ntwo https://a:b@c', 'one\ntwo https://c', 'lines stay'],
])('%j -> %j (%s)', (text, want) => expect(redact(text)).toBe(want));

it('a text that is to be one line hides nothing behind a newline', () => {
  expect(redact('https://us\ner:secret@host', 'escaped')).toBe('https://host');
  expect(redact('one\ntwo', 'escaped')).toBe('one\\x0atwo');
});

describe('what a server repeats', () => {
  const secret = secretOf(new URL('https://me:p%2Fw@host/?token=abc'));
  it.each<[string, boolean]>([
    [`Basic ${Buffer.from('me:p/w').toString('base64')}`, true],
    ['denied to p/w', true],
    ['denied to p%2Fw', true],
    ['token=abc', true],
    ['not allowed here', false],
  ])('%s: %s', (text, want) => expect(repeats(text, secret)).toBe(want));

  it('is nothing where there was none', () =>
    expect(repeats('anything', secretOf(new URL('https://host')))).toBe(false));
});
