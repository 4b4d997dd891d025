// What commands say, made fit for a result that others read.

/** One line, without addresses of servers: which proxy was asked is the user's business. */
export const withoutAddresses = (text: string): string =>
  text
    .replaceAll(/\bhttps?:\/\/[^\s"]+/g, '(address)')
    .replaceAll(/lookup \S+ on \S+:\d+/g, 'lookup')
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('; ')
    .slice(0, 400);
