import { EdgestepError, type EpochMs, type Timer } from '@edgestep/shared';

/** When a task was heard of last, by its id. */
export type TaskBeat = readonly [taskId: number, at: EpochMs];

/** What the processor knows of a waiting execution beside its state. */
export interface Parkings {
  readonly timers: readonly Timer[];
  readonly beats: readonly TaskBeat[];
}

const LINE_FEED = 10;

/** Two lines: timers and beats, then what `executionText` made of the state. */
export function writeParked({ timers, beats }: Parkings, text: Uint8Array | string): Uint8Array {
  const first = `${JSON.stringify({ timers, beats })}\n`;
  if (typeof text === 'string') return Buffer.from(first + text);
  return Buffer.concat([Buffer.from(first), text]);
}

export function readParkings(bytes: Uint8Array): Parkings {
  return JSON.parse(Buffer.from(bytes.subarray(0, endOfFirst(bytes))).toString()) as Parkings;
}

/** The state's text, as it is. */
export function parkedText(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(endOfFirst(bytes) + 1);
}

function endOfFirst(bytes: Uint8Array): number {
  const end = bytes.indexOf(LINE_FEED);
  if (end < 0) throw new EdgestepError('internal', 'What was parked is not what comes back');
  return end;
}
