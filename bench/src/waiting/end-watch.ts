import { connect, JetStreamLogReader } from '@edgestep/jetstream';
import {
  isJsonObject,
  PARTITIONS_DEFAULT,
  partitionStream,
  type ExecutionEvent,
  type Json,
} from '@edgestep/shared';

import { Latencies } from '../harness/latencies.ts';

/** What the output of a waiting execution says about when it should have ended. */
interface Due {
  readonly dueAt: number;
  readonly kind: 'timer' | 'token' | 'probe';
}

/** Sees the executions of a zone end, in the zone's logs: as late as anybody else could have known. */
export interface EndWatch extends AsyncDisposable {
  /** How late those were that a timer, or a token, should have ended; probes wait for a timer, too. */
  readonly late: Readonly<Record<Due['kind'], Latencies>>;
  /** How many have ended. */
  readonly ended: number;
  /** How many ended otherwise than they should. */
  readonly failed: number;
  /** Before their time. */
  readonly early: number;
}

export async function watchEnds(servers: string): Promise<EndWatch> {
  const connection = await connect({ servers: servers.split(','), name: 'bench' });
  const reader = new JetStreamLogReader(connection, { streamOf: partitionStream });
  const stop = new AbortController();
  const watch = new Watch();
  const follow = async (partition: number) => {
    for await (const { entries } of reader.follow(partition, 1, stop.signal)) {
      const seenAt = Date.now();
      for (const { events } of entries) {
        for (const event of events) watch.see(event, seenAt);
      }
    }
  };
  const following = Promise.all(Array.from({ length: PARTITIONS_DEFAULT }, (_, index) => follow(index)));
  return Object.assign(watch, {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await following;
      await connection[Symbol.asyncDispose]();
    },
  });
}

class Watch {
  readonly late = { timer: new Latencies(), token: new Latencies(), probe: new Latencies() };
  ended = 0;
  failed = 0;
  early = 0;

  see(event: ExecutionEvent, seenAt: number): void {
    if (event.kind === 'ExecutionSucceeded') {
      const due = readDue(event.output);
      if (due === undefined) return;
      this.ended += 1;
      if (event.at < due.dueAt) this.early += 1;
      this.late[due.kind].record(Math.max(0, seenAt - due.dueAt));
    } else if (event.kind === 'ExecutionFailed' || event.kind === 'ExecutionTimedOut') {
      this.ended += 1;
      this.failed += 1;
    }
  }
}

function readDue(output: Json): Due | undefined {
  if (!isJsonObject(output)) return undefined;
  const { order, probe, until, sentAt } = output;
  if (typeof probe === 'number' && typeof until === 'string') {
    return { kind: 'probe', dueAt: Date.parse(until) };
  }
  if (typeof order === 'number' && typeof until === 'string')
    return { kind: 'timer', dueAt: Date.parse(until) };
  return typeof sentAt === 'number' ? { kind: 'token', dueAt: sentAt } : undefined;
}
