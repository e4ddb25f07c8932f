import type { LogEntry } from '@edgestep/engine';

/** An entry that can be told from others, with a payload of so many characters. */
export function sampleEntry(label: string, payloadLength = 10): LogEntry {
  return {
    executionArn: `arn:aws:states:dallas:000000000000:execution:test:${label}`,
    events: [
      {
        kind: 'StateEntered',
        at: 1_700_000_000_000,
        frame: 0,
        id: 2,
        prev: 1,
        state: label,
        stateType: 'Pass',
        input: { text: 'x'.repeat(payloadLength) },
      },
    ],
  };
}

/** The labels of entries, in order. */
export function labelsOf(records: readonly { readonly entries: readonly LogEntry[] }[]): string[] {
  return records.flatMap(({ entries }) =>
    entries.map(({ executionArn }) => executionArn.split(':').at(-1) ?? ''),
  );
}
