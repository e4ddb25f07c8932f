import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeFrames, encodeFrame } from './backup-frame.ts';

async function decode(bytes: Uint8Array, chunkBytes: number) {
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  };
  const frames = await Array.fromAsync(decodeFrames(chunks()));
  return frames.map(({ header, data }) => ({ header, data: [...data] }));
}

describe('the pieces of a backup', () => {
  it('are read as they were written, however the bytes are cut', async () => {
    const frame = fc.record({ header: fc.jsonValue(), data: fc.uint8Array() });
    await fc.assert(
      fc.asyncProperty(fc.array(frame), fc.integer({ min: 1, max: 50 }), async (frames, chunkBytes) => {
        const bytes = Buffer.concat(frames.map(encodeFrame));
        const expected = frames.map(({ header, data }) => ({
          header: JSON.parse(JSON.stringify(header)) as unknown,
          data: [...data],
        }));
        expect(await decode(bytes, chunkBytes)).toEqual(expected);
      }),
    );
  });

  it('are not made up: bytes of something else, and a cut one, are refused', async () => {
    const whole = encodeFrame({ header: { a: 1 }, data: new Uint8Array([1, 2, 3]) });
    await expect(decode(whole.subarray(0, -1), 4)).rejects.toMatchObject({ code: 'log-damaged' });
    await expect(decode(Buffer.from('%PDF-1.7 and so on'), 4)).rejects.toThrow(/it is no backup/);
    const spoiled = Buffer.from(whole);
    spoiled[8] = 0;
    await expect(decode(spoiled, 99)).rejects.toThrow(/not what was written/);
  });
});
