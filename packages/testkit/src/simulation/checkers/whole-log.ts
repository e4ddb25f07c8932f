import type { LogRecord } from '@edgestep/engine';
import { LogCursor } from '@edgestep/jetstream';

import type { SimulatedLogServer } from '../log/simulated-log-server.ts';
import type { Truth } from '../truth/truth.ts';
import type { Checker, Complain } from './checker.ts';

/**
 * E5: the log is a whole chain, what a reader hands on is what was written, and the events of every execution are
 * numbered from 1 without a gap, each behind an earlier one.
 */
export function wholeLog(server: SimulatedLogServer): Checker {
  return {
    name: 'E5 every record is whole and chained',
    observe(observation, truth, complain) {
      if (observation.kind !== 'record-read') return;
      const { partition, record } = observation;
      const written = truth.recordAt(partition, record.sequence);
      // A record that was read, and is lost by now, was there.
      if (written === undefined || isSame(written, record)) return;
      const wasLost = server
        .stream(partition)
        .lostRecords.some((lost) => lost.sequence === record.sequence && isSame(lost, record));
      if (!wasLost) complain(`record ${record.sequence} of P${partition} was read as it was never written`);
    },
    finish(truth, complain) {
      for (const stream of server.streams) {
        const cursor = new LogCursor(stream.name, 1);
        try {
          for (let sequence = 1; sequence <= stream.lastSequence; sequence += 1) {
            cursor.accept({ sequence, data: stream.message(sequence) ?? new Uint8Array() });
          }
        } catch (error) {
          complain(error instanceof Error ? error.message : String(error));
        }
      }
      for (const executionArn of truth.executions) checkNumbers(truth, executionArn, complain);
    },
  };
}

function isSame(one: LogRecord, other: LogRecord): boolean {
  if (one.epoch !== other.epoch || one.entries.length !== other.entries.length) return false;
  return one.entries.every((entry, index) => {
    const counterpart = other.entries[index];
    if (counterpart?.executionArn !== entry.executionArn) return false;
    if (counterpart.events.length !== entry.events.length) return false;
    return entry.events.every((event, place) => {
      const same = counterpart.events[place];
      return same?.kind === event.kind && same.id === event.id && same.at === event.at;
    });
  });
}

function checkNumbers(truth: Truth, executionArn: string, complain: Complain): void {
  let last = 0;
  for (const { event, sequence } of truth.eventsOf(executionArn)) {
    if (event.prev > Math.max(last, 0)) {
      complain(
        `${executionArn}: event ${event.id} in record ${sequence} follows ${event.prev}, which is later`,
      );
    }
    if (event.id === 0) continue;
    if (event.id !== last + 1) {
      complain(`${executionArn}: event ${event.id} in record ${sequence} comes after ${last}`);
    }
    last = event.id;
  }
}
