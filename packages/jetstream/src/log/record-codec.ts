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

type StoredEvent = Record<string, Json>;

/** The JSON of a record's body: `p` the payloads, `e` the entries, each an ARN and its events. */
interface RecordBody {
  readonly p: readonly Json[];
  readonly e: readonly (readonly [string, readonly StoredEvent[]])[];
}

/** Writes the entries of a record. A payload that several events share is written once. */
export function encodeEntries(entries: readonly LogEntry[]): Uint8Array {
  const table = new PayloadWriter();
  const e = entries.map(
    (entry) => [entry.executionArn, entry.events.map((event) => storeEvent(event, table))] as const,
  );
  const body: RecordBody = { p: table.payloads, e };
  return Buffer.from(JSON.stringify(body));
}

function storeEvent(event: ExecutionEvent, table: PayloadWriter): StoredEvent {
  const stored = { ...event } as unknown as StoredEvent;
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
    for (const event of events) restoreEvent(event, p);
    return { executionArn, events: events as unknown as readonly ExecutionEvent[] };
  });
}

/** In place: the event was just parsed and belongs to nobody else. */
function restoreEvent(event: StoredEvent, payloads: readonly Json[]): void {
  const { items } = event;
  if (items !== undefined) event['items'] = resolvePayload(payloads, items);
  for (const member of PAYLOAD_MEMBERS) {
    const placed = event[member];
    if (placed !== undefined) event[member] = resolvePayload(payloads, placed);
  }
}
