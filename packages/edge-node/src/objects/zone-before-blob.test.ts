import { describe, expect, it } from 'vitest';

import { memoryObjects } from '../../test/memory-objects.ts';
import { zoneBeforeBlob } from './zone-before-blob.ts';

const text = (content: object) => new TextDecoder().decode(content as Uint8Array);

describe("the zone's buckets before those of blob storage", () => {
  const zone = memoryObjects({ both: { a: 'of the zone' } });
  const blob = memoryObjects({ both: { a: 'of blob', b: 'of blob' }, far: { a: 'far' } });
  const objects = zoneBeforeBlob(zone, blob);

  it('are those of the zone, whole, when it has a bucket of that name', async () => {
    expect(text(await objects.read('both', 'a'))).toBe('of the zone');
    expect(await objects.read('both', 'b')).toEqual({ kind: 'no-key' });
    expect(await objects.find('both', 'b')).toEqual({ kind: 'no-key' });
    expect(await objects.list('both', '')).toMatchObject([{ key: 'a' }]);
  });

  it('are containers when the zone has none', async () => {
    expect(text(await objects.read('far', 'a'))).toBe('far');
    await objects.write('far', 'b', new TextEncoder().encode('new'));
    expect(await blob.find('far', 'b')).toMatchObject({ key: 'b', sizeBytes: 3 });
    expect(await objects.list('far', '')).toMatchObject([{ key: 'a' }, { key: 'b' }]);
  });

  it('are not there when neither has one', async () => {
    expect(await objects.find('none', 'a')).toEqual({ kind: 'no-bucket' });
  });

  it('are not asked of blob storage while the zone does not answer', async () => {
    const silent = { ...zone, find: () => Promise.reject(new Error('no answer')) };
    await expect(zoneBeforeBlob(silent, blob).find('far', 'a')).rejects.toThrow('no answer');
  });
});
