#!/usr/bin/env node
// The executable. It says of a Node that is too old what is wrong; everything else is start.ts. Written so that Nodes from 12
// on can read it: no module of rto's is loaded before, and no younger syntax used.

/** The oldest, as package.json's engines have it. */
const NEEDED = [20, 18];

const found = process.versions.node.split('.').map(Number);
const [neededMajor = 0, neededMinor = 0] = NEEDED;
const [major = 0, minor = 0] = found;

if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
  const message = `rto needs Node ${NEEDED.join('.')} or newer, and this is Node ${process.versions.node}`;
  if (process.argv.indexOf('--json') >= 0)
    process.stdout.write(
      `${JSON.stringify({ error: { code: 'RTO_NODE', message, facts: {}, try: 'install a newer Node' } })}\n`,
    );
  else process.stderr.write(`error: ${message} [RTO_NODE]\n`);
  process.exitCode = 1;
} else {
  import('./start.ts').catch((error) => {
    // A file of rto's is missing or cut: said as Node says it.
    process.stderr.write(`error: rto is not installed as it should be: ${error} [RTO_INSTALLATION]\n`);
    process.exitCode = 1;
  });
}
