// A stream that keeps what is written to it.
import type { Stream } from '../../driver/terminal/terminal.ts';

export function fakeStream(is: { isTTY?: boolean; columns?: number } = {}): Stream & { text: string } {
  return {
    ...is,
    text: '',
    write(text: string | Uint8Array) {
      this.text += typeof text === 'string' ? text : Buffer.from(text).toString();
    },
  };
}
