import { startNatsServer } from '@edgestep/testkit';
import { describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import { sharedKey } from './shared-key.ts';

describe('a key that the nodes of a zone share', () => {
  it('is the same for all who ask at once, and after a restart of the server', async () => {
    await using server = await startNatsServer();
    await using left = await connect({ servers: [server.url], name: 'left' });
    await using right = await connect({ servers: [server.url], name: 'right' });
    const keys = await Promise.all(
      [left, right, left, right].map((connection) => sharedKey(connection, { name: 'tokens' })),
    );
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
    await server.kill();
    await server.restart();
    expect(await sharedKey(left, { name: 'tokens' })).toEqual(keys[0]);
  });

  it('is another one under another name', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    const one = await sharedKey(connection, { name: 'one' });
    expect(await sharedKey(connection, { name: 'two' })).not.toEqual(one);
  });
});
