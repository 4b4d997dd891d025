// Text of others made fit to be read: what could move a cursor, hide or turn a text round is shown as an escape. Pure.

/**
 * Control characters, marks that turn the direction of text, invisible, private and unassigned ones, separators of lines,
 * and halves of pairs.
 */
const HARMFUL = /\p{Cc}|\p{Zl}|\p{Zp}|\p{Cf}|\p{Co}|\p{Cn}|\p{Cs}|\p{Default_Ignorable_Code_Point}/gu;

/** Most text is that: it is asked first, because this is called for every cell of every table. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * The text with every harmful character (but newline and tab, with `keep`) shown as an escape: "\x1b", "\u200b",
 * "\u{e0001}". All else stays as it is, so that a path can be copied. A second time changes nothing.
 */
export function neutralise(text: string, keep: '' | '\n' | '\n\t' = ''): string {
  return replaceHarmful(text, keep, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** The text of the same length with U+FFFD in the place of all that is harmful: to look for a form that it could hide. */
export function mask(text: string, keep: '' | '\n' = ''): string {
  return replaceHarmful(text, keep, (char) => '\ufffd'.repeat(char.length));
}

/** A JSON text with the same value whose harmful characters are escaped as JSON can. Newlines between values stay. */
export function neutraliseJson(json: string): string {
  return replaceHarmful(json, '\n', jsonEscape);
}

/** "\u200b"; two escapes for a character outside the first plane. */
export function jsonEscape(char: string): string {
  return [...Array(char.length).keys()].map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}

function replaceHarmful(text: string, keep: string, replace: (char: string) => string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(HARMFUL, (char) => (keep.includes(char) ? char : replace(char)));
}
