import { CHAIN_START, openEnvelope } from '@edgestep/jetstream';
import { EdgestepError } from '@edgestep/shared';

import type { SimulatedStream } from './simulated-stream.ts';

/** The last record of a log, as its server has it. */
export interface LogTail {
  readonly sequence: number;
  readonly epoch: number;
  readonly hash: Uint8Array;
}

/** Fault: `log-damaged`. */
export function logTail(stream: SimulatedStream): LogTail {
  const sequence = stream.lastSequence;
  const bytes = stream.message(sequence);
  if (bytes === undefined) return { sequence: 0, epoch: 0, hash: CHAIN_START };
  const opened = openEnvelope(bytes);
  if (opened.kind === 'damaged') {
    throw new EdgestepError('log-damaged', `${stream.name} is damaged at ${sequence}: ${opened.what}`);
  }
  return { sequence, epoch: opened.envelope.epoch, hash: opened.envelope.hash };
}
