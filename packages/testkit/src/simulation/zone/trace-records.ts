import type { ZoneParts } from './zone-parts.ts';

/** Every record that is stored comes into the trace, in a line of its own. */
export function traceRecords({ server, trace }: Pick<ZoneParts, 'server' | 'trace'>): void {
  for (const stream of server.streams) {
    stream.onGrowth(() => {
      const record = stream.recordAt(stream.lastSequence);
      const said = record?.entries
        .flatMap(({ executionArn, events }) =>
          events.map(({ kind, id }) => `${executionArn.split(':').at(-1)}/${id} ${kind}`),
        )
        .join(', ');
      trace.note(`${stream.name} ${record?.sequence} of epoch ${record?.epoch}: ${said || 'fence'}`);
    });
  }
}
