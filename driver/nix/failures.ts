// Turns nix's words about a failure into errors that say what to do next.
import type { ErrorCode } from '../codes.ts';
import { RtoError } from '../errors.ts';

interface Known {
  /** Matches in nix's standard error. */
  said: RegExp;
  code: ErrorCode;
  message: string;
  try: string;
}

// The first match counts, so more particular ones stand first. The words are those of Nix 2.8 and 2.26.
const KNOWN: readonly Known[] = [
  {
    said: /hash mismatch in fixed-output derivation/,
    code: 'RTO_NIX_HASH',
    message: 'what Nix built or fetched does not have the hash that it should have',
    try: 'rto verify, which says whether the lock or the build is wrong; nothing was kept',
  },
  {
    said: /may not be deterministic/,
    code: 'RTO_NIX_REBUILD',
    message: 'a second build by Nix gave other bits than the first',
    try: 'nix build --rebuild --keep-failed, to compare the two',
  },
  {
    said: /Cannot delete path .* since it is still alive/,
    code: 'RTO_NIX_ALIVE',
    message: 'something else than rto still uses that store path',
    try: 'nix-store --gc --print-roots, which lists all that is in use; nix-collect-garbage deletes the path when nothing uses it',
  },
  {
    said: /No space left on device|database or disk is full|Disk quota exceeded/i,
    code: 'RTO_NIX_FULL',
    message: "the disk of Nix's store is full",
    try: 'nix-collect-garbage, or rto --store embedded with RTO_HOME on another disk',
  },
  {
    said: /cannot connect to (?:socket|daemon)|Nix daemon disconnected/,
    code: 'RTO_NIX_DAEMON',
    message: 'the Nix daemon does not answer',
    try: 'systemctl start nix-daemon, or --store embedded',
  },
  {
    said: /experimental (?:Nix )?feature .* is disabled|unrecognised flag '--extra-experimental-features'/,
    code: 'RTO_NIX_FEATURES',
    message: 'this Nix cannot use flakes',
    try: 'put experimental-features = nix-command flakes into nix.conf (Nix 2.4 or newer), or --store embedded',
  },
  {
    said: /the group '[^']*' specified in 'build-users-group' does not exist/,
    code: 'RTO_NIX_USERS',
    message: 'this Nix is to build as users that do not exist',
    try: "NIX_CONFIG='build-users-group =' for one user's Nix, or install the Nix daemon",
  },
  {
    said: /cloning builder process|kernel namespaces|setting up a private mount namespace|unable to start build process/,
    code: 'RTO_NIX_SANDBOX',
    message: "this system does not allow Nix's build sandbox",
    try: "NIX_CONFIG='sandbox = false' where you may set it, or --store embedded",
  },
  {
    said: /could not set permissions on '\/nix|big-lock.*[Pp]ermission denied|creating directory .*[Pp]ermission denied|you don't have sufficient rights|(?:opening|creating) (?:lock )?file .*[Pp]ermission denied/,
    code: 'RTO_NIX_FORBIDDEN',
    message: "Nix's store belongs to another user and no daemon stands between",
    try: '--store embedded',
  },
  {
    said: /GOPROXY=off forbids|could not be fetched\. GOPROXY/,
    code: 'RTO_NIX_FETCH',
    message: 'Nix could not fetch stock Go',
    try: 'set GOPROXY; with a daemon, in its own environment',
  },
  {
    said: /unable to download|[Cc]ould(?:n't| not) resolve|unable to (?:load|access) |cannot fetch|Could not connect to server/,
    code: 'RTO_NIX_NETWORK',
    message: 'Nix could not fetch what it needs',
    try: 'RTO_NIXPKGS=FLAKEREF for a nixpkgs that is here, or --store embedded',
  },
];

/** Whether an error is one that runNix throws when Nix fails. A signal is not. */
export const isNixFailure = (error: unknown): error is RtoError =>
  error instanceof RtoError && FAILURES.has(error.code);

const FAILURES: ReadonlySet<ErrorCode> = new Set([...KNOWN.map(({ code }) => code), 'RTO_NIX', 'RTO_NIX_ABSENT']);

/** The error for nix's own words; undefined where the words are not known. */
export function nixFailure(said: string, facts: Record<string, string>, cause: unknown): RtoError | undefined {
  const known = KNOWN.find((one) => one.said.test(said));
  return known && new RtoError(known.code, known.message, { facts, try: known.try, cause });
}
