import { EdgestepError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { DamagedCopies } from './damaged-copies.ts';

const source = { zone: 'dallas', partition: 1 };
const damaged = new EdgestepError('log-damaged', 'the records up to 151 are missing');

function telling() {
  const told: string[] = [];
  const note = (level: string) => (_fields: object, message?: string) =>
    void told.push(`${level}: ${message}`);
  let now = 0;
  const copies = new DamagedCopies({ warn: note('warn'), error: note('error') }, () => now);
  return { told, copies, at: (ms: number) => (now = ms) };
}

describe("a damaged copy of a zone's log", () => {
  it('is a warning while it may be made anew, and an error when it is not', () => {
    const { told, copies, at } = telling();
    copies.tell(damaged, source, false);
    at(14_000);
    copies.tell(damaged, source, true);
    at(15_000);
    copies.tell(damaged, source, true);
    expect(told.map((line) => line.split(':')[0])).toEqual(['warn', 'warn', 'error']);
  });

  it('is new when records could be read since', () => {
    const { told, copies, at } = telling();
    copies.tell(damaged, source, false);
    at(20_000);
    copies.tell(damaged, source, false);
    copies.tell(damaged, { ...source, partition: 2 }, true);
    expect(told.map((line) => line.split(':')[0])).toEqual(['warn', 'warn', 'warn']);
  });

  it('is told apart from any other fault, which is an error at once', () => {
    const { told, copies } = telling();
    copies.tell(new Error('the disk is full'), source, false);
    expect(told).toEqual(['error: the projection of a zone was interrupted']);
  });
});
