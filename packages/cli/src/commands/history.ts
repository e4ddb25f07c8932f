import type { HistoryEvent } from '@edgestep/sdk';

import { clip, table } from '../terminal/table.ts';
import type { Connection } from './connect.ts';

/** `edgestep history EXECUTION`: every event, as the API gives it (JSON) or as a table. */
export async function history(
  { client, terminal }: Connection,
  executionArn: string,
  options: { readonly data: boolean },
): Promise<void> {
  const events: HistoryEvent[] = [];
  for await (const event of client.history(executionArn)) events.push(event);
  terminal.result(events, () => {
    const began = events[0]?.timestamp.getTime() ?? 0;
    const width = options.data ? Number.MAX_SAFE_INTEGER : Math.max(20, terminal.columns - 62);
    return table(
      ['ID', 'AFTER', '+MS', 'EVENT', 'DETAILS'],
      events.map((event) => [
        String(event.id),
        String(event.previousEventId ?? 0),
        String(event.timestamp.getTime() - began),
        event.type,
        clip(detailsOf(event), width),
      ]),
    );
  });
}

function detailsOf(event: object): string {
  for (const [key, details] of Object.entries(event) as [string, unknown][]) {
    if (!key.endsWith('EventDetails') || typeof details !== 'object' || details === null) continue;
    return Object.entries(details)
      .filter(([member]) => !member.endsWith('Details'))
      .map(([member, value]) => `${member}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(' ');
  }
  return '';
}
