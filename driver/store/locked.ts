// What a recipe is known to give: a toolchain of that recipe which is something else is not used.
import { RtoError } from '../errors.ts';

/** @param locked SRI of the NAR that is locked for the toolchain's recipe; undefined where nothing is */
export function checkLocked(
  { name, version, nar }: { name: string; version: string; nar: string },
  locked: string | undefined,
): void {
  if (locked === undefined || locked === nar) return;
  throw new RtoError('RTO_LOCK_DIFFERS', `${name} is not what is locked for it`, {
    facts: { locked, got: nar },
    try: `rto uninstall ${name} && rto install ${version}; where that gives the same, rto verify ${version}`,
  });
}
