/** Runs the program: real streams, real signals, a real exit code. */
import { EXIT } from './exit.js';
import { main } from './main.js';

// `fieldmap ask … | head` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  process.stderr.write(
    `fieldmap: Cannot write the result to standard output (${error.message}).\nFree some space, or send it elsewhere.\n`,
  );
  process.exit(EXIT.failed);
});
// Remarks that nobody can read are no reason to stop.
process.stderr.on('error', () => undefined);

process.exitCode = await main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  interruptible,
  open: async (options) => (await import('../library/index.js')).openLibrary(options),
});

// A read of a pipe that nobody writes to would keep the process alive; what was to be stored is stored by now.
if (process.exitCode === EXIT.interrupted) {
  // An orderly exit waits for the thread that opens a named pipe, which may be for ever: a signal does not. Shells
  // report 130 either way.
  if (process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'))) {
    process.removeAllListeners('SIGINT');
    process.kill(process.pid, 'SIGINT');
  } else process.exit();
}

/**
 * A signal for work that can be stopped in an orderly way. Commands that never ask for one are simply ended by
 * Ctrl-C: what is stored survives that by design.
 */
function interruptible(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    // The first signal asks; the second one does not.
    process.on(name, () => (stop.signal.aborted ? process.exit(EXIT.interrupted) : stop.abort()));
  }
  return stop.signal;
}
