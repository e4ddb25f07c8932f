import { startNatsServer } from '@edgestep/testkit';
import { describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import { ZoneObjects } from './object-store-jetstream.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe("the zone's object store", () => {
  it('keeps objects, lists them by their keys, and overwrites them', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    const objects = new ZoneObjects(connection);
    await objects.makeBucket('inbox', { replicas: 1 });
    await objects.makeBucket('inbox', { replicas: 1 });
    const first = await objects.write('inbox', 'in/b ü.json', bytes('one'));
    await objects.write('inbox', 'in/a', bytes(''));
    await objects.write('inbox', 'out/c', new Uint8Array(300_000).fill(7));
    expect(await objects.list('inbox', 'in/')).toMatchObject([
      { key: 'in/a', sizeBytes: 0 },
      { key: 'in/b ü.json', sizeBytes: 3 },
    ]);
    expect(await objects.read('inbox', 'out/c')).toEqual(new Uint8Array(300_000).fill(7));
    expect(await objects.find('inbox', 'in/b ü.json')).toEqual(first);
    const second = await objects.write('inbox', 'in/b ü.json', bytes('one'));
    expect(second).not.toEqual(first);
    const content = await objects.read('inbox', 'in/b ü.json');
    expect('kind' in content ? content : new TextDecoder().decode(content)).toBe('one');
  });

  it('answers for what is not there', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    const objects = new ZoneObjects(connection);
    await objects.makeBucket('empty', { replicas: 1 });
    expect(await objects.list('empty', '')).toEqual([]);
    expect(await objects.find('empty', 'a')).toEqual({ kind: 'no-key' });
    expect(await objects.read('empty', 'a')).toEqual({ kind: 'no-key' });
    for (const bucket of ['none', 'no.name', '', '>', 'a b']) {
      expect(await objects.find(bucket, 'a')).toEqual({ kind: 'no-bucket' });
      expect(await objects.read(bucket, 'a')).toEqual({ kind: 'no-bucket' });
      expect(await objects.list(bucket, '')).toEqual({ kind: 'no-bucket' });
      expect(await objects.write(bucket, 'a', bytes(''))).toEqual({ kind: 'no-bucket' });
    }
  });
});
