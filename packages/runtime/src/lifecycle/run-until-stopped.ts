import { EdgestepError } from '@edgestep/shared';

import type { Logger } from '../log/logger.ts';
import { keepMemoryReducerAwake } from '../memory/keep-memory-reducer-awake.ts';

/** What a process runs: started, then disposed of in order when the process is asked to end. */
export type StartedProcess = AsyncDisposable;

/** Less than what supervisors give a process before they kill it. */
const STOP_TIMEOUT_MS = 8_000;

/**
 * Starts what a process is for and keeps it until SIGTERM, SIGINT, or the end of its supervisor (with
 * `endWithParent`: the supervisor holds our standard input open). `signal` is aborted when that happens, also while
 * the start is under way; whatever has not ended 8 s later is left, with status 1. A failed start ends the process
 * with status 1, an invalid configuration with 2.
 */
export async function runUntilStopped(
  log: Logger,
  start: (signal: AbortSignal) => Promise<StartedProcess>,
  options: { readonly endWithParent: boolean },
): Promise<void> {
  const abort = new AbortController();
  const stopped = new Promise<string>((resolve) => {
    process.once('SIGTERM', () => resolve('SIGTERM'));
    process.once('SIGINT', () => resolve('SIGINT'));
    if (options.endWithParent) {
      process.stdin.once('end', () => resolve('the supervisor ended'));
      process.stdin.once('error', () => resolve('the supervisor ended'));
      process.stdin.resume();
    }
  });
  // A fault in a callback that nobody awaits: told, and the process goes on (a client must not be able to stop it).
  process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => log.error({ err: error }, 'uncaught exception'));
  // From the first word on: a start that waits for a server that is not there has to end, too.
  void stopped.then((reason) => {
    log.info({ reason }, 'stopping');
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    abort.abort();
  });
  keepMemoryReducerAwake();
  try {
    const started = await start(abort.signal);
    await stopped;
    await started[Symbol.asyncDispose]();
    process.exit(0);
  } catch (error) {
    if (abort.signal.aborted) process.exit(0);
    log.error({ err: error }, error instanceof Error ? error.message : 'the process could not be started');
    process.exit(error instanceof EdgestepError && error.code === 'config-invalid' ? 2 : 1);
  }
}
