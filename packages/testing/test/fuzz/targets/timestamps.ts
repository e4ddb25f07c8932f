import { compareTimestamps, epochMsOf, parseTimestamp } from '@edgestep/asl';
import fc from 'fast-check';

import { timestampText } from '../arbitraries/timestamp-text.ts';
import type { FuzzTarget } from '../fuzz-target.ts';

export const timestamps: FuzzTarget<readonly [string, string]> = {
  name: 'timestamps',
  property: 'a text is a timestamp of the same instant as the platform reads, or none; their order is one',
  input: fc.tuple(timestampText, timestampText),
  cpuMsMax: 1_000,
  check([left, right]) {
    const [one, other] = [requireSound(left), requireSound(right)];
    if (one === undefined || other === undefined) return 'refused';
    const order = Math.sign(compareTimestamps(one, other));
    if (order !== -Math.sign(compareTimestamps(other, one)))
      throw new Error('The order depends on who asks.');
    if (Math.sign(epochMsOf(one) - epochMsOf(other)) * order < 0)
      throw new Error('The order is not that of time.');
    return order === 0 ? 'same' : 'ordered';
  },
};

function requireSound(text: string): ReturnType<typeof parseTimestamp> {
  const timestamp = parseTimestamp(text);
  if (timestamp === undefined) return undefined;
  const { epochSeconds, nanoseconds } = timestamp;
  if (!Number.isSafeInteger(epochSeconds) || !Number.isInteger(nanoseconds))
    throw new Error('No whole numbers.');
  if (nanoseconds < 0 || nanoseconds > 999_999_999)
    throw new Error(`${nanoseconds} nanoseconds of a second.`);
  const platform = Date.parse(text);
  // The platform takes a day as the longest offset less than 24 hours, and milliseconds at most.
  if (!Number.isNaN(platform) && platform !== epochMsOf(timestamp)) {
    throw new Error(`${epochMsOf(timestamp)} ms since the epoch; the platform says ${platform}.`);
  }
  return timestamp;
}
