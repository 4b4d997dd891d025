// Text that came from a URL, a server or the environment, made fit to print.

/** Removes control characters, then credentials in URLs; in that order, or a control character could split a credential. */
export function redact(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').replace(/(\w:\/\/)[^\s/?#]*@/g, '$1***@');
}
