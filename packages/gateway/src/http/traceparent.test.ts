import { describe, expect, it } from 'vitest';
import { traceparentOf } from './traceparent.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

describe('a traceparent header', () => {
  it('is taken when it is well formed', () => {
    const header = `00-${TRACE}-b7ad6b7169203331-01`;
    expect(traceparentOf(header)).toBe(header);
  });

  it.each([
    undefined,
    '',
    `ff-${TRACE}-b7ad6b7169203331-01`,
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-b7ad6b7169203331-01`,
    `00-${TRACE}-b7ad6b7169203331-01\r\nx: y`,
    ['a', 'b'],
  ])('is ignored: %j', (header) => {
    expect(traceparentOf(header)).toBeUndefined();
  });
});
