import type { RecordMark } from '@edgestep/engine';
import { EdgestepError } from '@edgestep/shared';

import { askServer, type LogAccess } from './log-access.ts';
import type { SimulatedStream } from './simulated-stream.ts';

/**
 * Holds a log, before it is owned, against those who have seen it, as `LogGuard` of `packages/jetstream` does where no
 * hub has a copy (E5). Fault: `log-damaged` when it no longer has what they saw.
 */
export async function admitLog(
  access: LogAccess,
  stream: SimulatedStream,
  witnesses: readonly (RecordMark | undefined)[],
  signal: AbortSignal,
): Promise<void> {
  const lost = await askServer(access, signal, () =>
    witnesses.find((seen) => seen !== undefined && !stream.isGivenUp(seen) && !stream.has(seen)),
  );
  if (lost === undefined) return;
  throw new EdgestepError(
    'log-damaged',
    `${stream.name} has lost record ${lost.sequence} of epoch ${lost.epoch}, which was seen`,
  );
}
