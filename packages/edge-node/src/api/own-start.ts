import { isDeepStrictEqual } from 'node:util';

import type { ExecutionDetails } from '@edgestep/engine';
import type { EpochMs, StartExecution } from '@edgestep/shared';

/** By how much the clocks of a zone's nodes may differ. */
const CLOCKS_DIFFER_MS_MAX = 60_000;

/**
 * Whether an execution that is there already is the one that this very call has started: its owner took the command and
 * died before it answered, the execution ended, and the repetition finds the name taken.
 */
export function isOwnStart(
  command: StartExecution,
  calledAt: EpochMs,
  found: ExecutionDetails | undefined,
): found is ExecutionDetails {
  return (
    found !== undefined &&
    found.startedAt >= calledAt - CLOCKS_DIFFER_MS_MAX &&
    found.revisionId === command.revisionId &&
    found.startedBy === command.startedBy &&
    isDeepStrictEqual(found.input, command.input)
  );
}
