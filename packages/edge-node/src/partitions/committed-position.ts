import { setTimeout as delay } from 'node:timers/promises';

import type { PartitionProcessor, RecordMark } from '@edgestep/engine';

type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** An append is under way for so long only when the log takes none: its disk is full, or its servers elect. */
const UNDER_WAY_MS = 500;

/**
 * How far a read must have come to show all that was answered and all that another read has shown. The owner knows
 * once its appends are settled. When they are not, because nothing can be written just now, the log's leader is asked
 * with `lastRecord`: what of them another read may have shown is in the log by now. Undefined when nobody can tell.
 * `pause` waits for `underWayMs`, or until its signal is aborted; it may reject then.
 */
export async function committedPosition(
  owner: Pick<PartitionProcessor, 'readPosition' | 'durable'>,
  lastRecord: () => Promise<RecordMark>,
  underWayMs = UNDER_WAY_MS,
  pause: Pause = (ms, signal) => delay(ms, undefined, { signal }),
): Promise<RecordMark | undefined> {
  const abort = new AbortController();
  const over = () => 'late' as const;
  const late = pause(underWayMs, abort.signal).then(over, over);
  const known = await Promise.race([owner.readPosition(), late]);
  abort.abort();
  if (known !== 'late') return known;
  // Neither does a leader that does not answer tell anything.
  const last = await lastRecord().catch(() => undefined);
  const { durable } = owner;
  if (last === undefined || durable === undefined) return undefined;
  return last.sequence > durable.sequence ? last : durable;
}
