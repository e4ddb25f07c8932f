import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareTimestamps, epochMsOf, parseTimestamp, type Timestamp } from './parse-timestamp.ts';

function parsed(text: string): Timestamp {
  const timestamp = parseTimestamp(text);
  if (timestamp === undefined) throw new Error(`${text} was refused`);
  return timestamp;
}

describe('a timestamp', () => {
  it.each([
    '2016-08-18T17:33:00Z',
    '2012-10-09T19:00:55+01:00',
    '2024-01-01T00:00:00.00Z',
    '2024-01-01T00:00:00.000000Z',
    '2024-02-29T23:59:59-18:00',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ])('%s is accepted', (text) => {
    expect(epochMsOf(parsed(text))).toBe(Date.parse(text));
  });

  it.each([
    '',
    ' ',
    'HelloWorld',
    '2023-02-24',
    '2012-10-09T19:00:55',
    '2016-12-05 21:29:29Z',
    '05-12-2016T21:29:29Z',
    '2016-12-05T25:29:29Z',
    '2016-13-05T21:29:29Z',
    '2023-02-29T00:00:00Z',
    '2016-08-18t17:33:00z',
    '2024-01-01T00:00Z',
    '2024-01-01T00:00:00+01',
    '2024-01-01T00:00:00+0100',
    '2024-01-01T00:00:00+19:00',
    '2024-01-01T00:00:60Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T00:00:00.Z',
    '2024-01-01T00:00:00.0123456789Z',
    ' 2024-01-01T00:00:00Z',
    '2024-01-01T00:00:00Z\n',
  ])('%j is refused', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });

  it('is compared as an instant, to the nanosecond', () => {
    expect(compareTimestamps(parsed('2016-08-18T18:33:00+01:00'), parsed('2016-08-18T17:33:00Z'))).toBe(0);
    const [earlier, later] = [
      parsed('2016-03-05T21:29:29.243167251Z'),
      parsed('2016-03-05T21:29:29.243167252Z'),
    ];
    expect(compareTimestamps(earlier, later)).toBeLessThan(0);
    expect(compareTimestamps(later, earlier)).toBeGreaterThan(0);
    expect(compareTimestamps(parsed('2016-03-05T21:29:30Z'), later)).toBeGreaterThan(0);
  });

  it('is the instant that the calendar of the platform knows', () => {
    const min = new Date('0000-01-01T00:00:00Z');
    const max = new Date('9999-12-31T23:59:59.999Z');
    fc.assert(
      fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
        expect(epochMsOf(parsed(date.toISOString()))).toBe(date.getTime());
      }),
    );
  });
});
