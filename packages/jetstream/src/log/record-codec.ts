import type { LogEntry } from '@edgestep/engine';
import { parseJson, type ExecutionEvent, type Json } from '@edgestep/shared';

import { PayloadWriter, resolvePayload } from './payload-table.ts';

/** The members of events that hold payloads, or what is equal in many events. */
const PAYLOAD_MEMBERS = [
  'input',
  'output',
  'parameters',
  'assigned',
  'credentials',
  'target',
  'item',
] as const;

type StoredEvent = Record<string, Json | undefined>;

/**
 * The JSON of a record's body: `p` the payloads, `e` the entries, each an ARN and its events. An event leaves out what
 * follows from the one before it in its entry: `at` and `frame` that are the same, an `id` that is the next one, and a
 * `prev` that is the id of that event.
 */
interface RecordBody {
  readonly p: readonly Json[];
  readonly e: readonly (readonly [executionArn: string, readonly StoredEvent[]])[];
}

/** Writes the entries of a record. A payload that several events share is written once. */
export function encodeEntries(entries: readonly LogEntry[]): Uint8Array {
  const table = new PayloadWriter();
  const e = entries.map(
    ({ executionArn, events }) =>
      [executionArn, events.map((event, index) => storeEvent(event, events[index - 1], table))] as const,
  );
  const body: RecordBody = { p: table.payloads, e };
  return Buffer.from(JSON.stringify(body));
}

function storeEvent(
  event: ExecutionEvent,
  before: ExecutionEvent | undefined,
  table: PayloadWriter,
): StoredEvent {
  const stored = { ...event } as unknown as StoredEvent;
  if (before !== undefined) {
    // JSON has no undefined: what is set to it is left out, at no cost to the object's shape.
    if (event.at === before.at) stored['at'] = undefined;
    if (event.frame === before.frame) stored['frame'] = undefined;
    if (event.id === before.id + 1) stored['id'] = undefined;
    if (event.prev === before.id) stored['prev'] = undefined;
  }
  if ('items' in event && event.items !== undefined) stored['items'] = table.placeWithElements(event.items);
  for (const member of PAYLOAD_MEMBERS) {
    const payload = stored[member];
    if (payload !== undefined) stored[member] = table.place(payload);
  }
  return stored;
}

/** Reads what `encodeEntries` wrote; shared payloads are shared again. Throws when the bytes are something else. */
export function decodeEntries(bytes: Uint8Array): readonly LogEntry[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  const { p, e } = parseJson(text) as unknown as RecordBody;
  return e.map(([executionArn, events]) => {
    events.forEach((event, index) => restoreEvent(event, events[index - 1], p));
    return { executionArn, events: events as unknown as readonly ExecutionEvent[] };
  });
}

/** In place: the event was just parsed and belongs to nobody else. */
function restoreEvent(event: StoredEvent, before: StoredEvent | undefined, payloads: readonly Json[]): void {
  if (before !== undefined) {
    event['at'] ??= before['at'];
    event['frame'] ??= before['frame'];
    event['prev'] ??= before['id'];
    event['id'] ??= Number(before['id']) + 1;
  }
  const { items } = event;
  if (items !== undefined) event['items'] = resolvePayload(payloads, items);
  for (const member of PAYLOAD_MEMBERS) {
    const placed = event[member];
    if (placed !== undefined) event[member] = resolvePayload(payloads, placed);
  }
}
