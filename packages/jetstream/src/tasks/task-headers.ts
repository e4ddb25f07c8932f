import { TASK_HEADERS, WORKER_PROTOCOL_VERSION } from '@edgestep/shared';
import { headers, type MsgHdrs } from '@nats-io/nats-core';

import type { TaskFacts } from './function-call.ts';

/** Longer ones would take the room that the payload has been promised. */
const PRINTABLE = /^[\x20-\x7e]{1,1024}$/;

/** The headers of a task's request; see `worker-protocol.ts` (shared). */
export function taskHeaders(about: TaskFacts, progressSubject: string): MsgHdrs {
  const header = headers();
  header.set(TASK_HEADERS.protocol, WORKER_PROTOCOL_VERSION);
  header.set(TASK_HEADERS.progress, progressSubject);
  header.set(TASK_HEADERS.execution, encodeURIComponent(about.executionArn.toWellFormed()));
  header.set(TASK_HEADERS.state, encodeURIComponent(about.stateName.toWellFormed()));
  header.set(TASK_HEADERS.attempt, String(about.attempt));
  if (about.deadline !== undefined) header.set(TASK_HEADERS.deadline, String(about.deadline));
  setPrintable(header, TASK_HEADERS.taskToken, about.taskToken);
  setPrintable(header, TASK_HEADERS.traceparent, about.traceparent);
  setPrintable(header, TASK_HEADERS.tracestate, about.tracestate);
  return header;
}

/** A value from outside that does not fit into a header is left out. */
function setPrintable(header: MsgHdrs, name: string, value: string | undefined): void {
  if (value !== undefined && PRINTABLE.test(value)) header.set(name, value);
}
