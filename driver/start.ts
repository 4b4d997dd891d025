// The process's streams and status around main(). Loaded by bin.ts.
import module from 'node:module';

// Node 22 keeps compiled code between runs; Node 20 has no such thing.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`rto list | head -1`) is no failure to tell of; 141 is what a shell says of SIGPIPE.
    if (error.code === 'EPIPE') process.exit(141);
    if (stream === process.stdout)
      process.stderr.write(`error: cannot write to standard output: ${error.message} [RTO_OUTPUT]\n`);
    process.exit(1);
  });
}

// An error that nobody waited for is our bug, as one that main() catches is.
process.on('uncaughtException', (error) => {
  process.stderr.write(`error: this is a bug in rto [RTO_BUG]\n${error.stack ?? error.message}\n`);
  process.exit(70);
});

const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  interactive: process.stdin.isTTY === true,
});
