import { hashOf, sealEnvelope } from '@edgestep/jetstream';
import { EdgestepError } from '@edgestep/shared';

import { askServer, type LogAccess } from './log-access.ts';
import { logTail } from './log-tail.ts';
import type { SimulatedStream } from './simulated-stream.ts';

/** The last record of a log. */
export interface RaisedFence {
  readonly sequence: number;
  readonly hash: Uint8Array;
}

/**
 * Takes a log over as `packages/jetstream` does: a fence is appended behind the last record, under a new epoch. Faults:
 * `partition-not-owned` when the log has seen this epoch or a later one; `log-damaged`.
 */
export async function raiseSimulatedFence(
  access: LogAccess,
  stream: SimulatedStream,
  epoch: number,
  nonce: string,
  signal: AbortSignal,
): Promise<RaisedFence> {
  const attempts: Uint8Array[] = [];
  for (;;) {
    const tail = await askServer(access, signal, () => logTail(stream));
    if (attempts.some((hash) => Buffer.compare(hash, tail.hash) === 0)) return tail;
    if (tail.epoch >= epoch) {
      throw new EdgestepError(
        'partition-not-owned',
        `${stream.name} was taken over under epoch ${tail.epoch}`,
      );
    }
    const body = Buffer.from(JSON.stringify({ owner: access.process.name, nonce }));
    const bytes = sealEnvelope({ kind: 'fence', epoch, previousHash: tail.hash, body });
    attempts.push(hashOf(bytes));
    const message = { epoch, bytes, expectedLast: tail.sequence, expectedLastOfEpoch: 0 };
    const answer = await askServer(access, signal, () => stream.publish(message));
    if (answer.kind === 'stored') return { sequence: answer.sequence, hash: hashOf(bytes) };
  }
}
