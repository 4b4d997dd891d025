// The error for a binary that cannot be read.
import { messageOf, RtoError } from '../errors.ts';

export const unreadable = (path: string, cause: unknown): RtoError =>
  new RtoError('RTO_BINARY_READ', `cannot read ${path}`, {
    facts: { because: messageOf(cause) },
    try: 'name an executable, a library or an archive that you can read',
    cause,
  });
