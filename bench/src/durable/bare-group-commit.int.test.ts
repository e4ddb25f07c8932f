import { describe, expect, it } from 'vitest';

import { BareGroupCommit } from './bare-group-commit.ts';
import { startZoneServer, type ZoneServer } from './zone-server.ts';

async function messagesOf({ connection }: ZoneServer, stream: string): Promise<number> {
  const { streams } = await connection.jetStream();
  return (await streams.info(stream)).state.messages;
}

describe('BareGroupCommit', () => {
  it('stores a message for each append of a single caller', async () => {
    await using server = await startZoneServer('relaxed');
    using commit = await BareGroupCommit.open(server.connection, 'SINGLE');
    for (let append = 0; append < 5; append += 1) await commit.append();
    expect(await messagesOf(server, 'SINGLE')).toBe(5);
  });

  it('puts all that comes while a message is under way into the next one', async () => {
    await using server = await startZoneServer('relaxed');
    using commit = await BareGroupCommit.open(server.connection, 'GROUP');
    const caller = async () => {
      for (let append = 0; append < 3; append += 1) await commit.append();
    };
    await Promise.all(Array.from({ length: 50 }, caller));
    expect(await messagesOf(server, 'GROUP')).toBe(3);
  });

  it('rejects the appends of a message that the server refuses', async () => {
    await using server = await startZoneServer('relaxed');
    using commit = await BareGroupCommit.open(server.connection, 'SMALL');
    const { streams } = await server.connection.jetStream();
    await streams.update('SMALL', { max_msg_size: 100 });
    await expect(commit.append()).rejects.toThrow(/size/);
  });
});
