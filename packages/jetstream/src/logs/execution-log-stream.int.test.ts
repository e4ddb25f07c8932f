import { EXECUTION_LOG_STREAM, executionLogSubject, kvKey } from '@edgestep/shared';
import { startNatsServer } from '@edgestep/testkit';
import { describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { ExecutionLogStream } from './execution-log-stream.ts';

const GROUP = '/aws/vendedlogs/states/orders';
const subject = executionLogSubject(kvKey(GROUP));

async function stored(connection: Connection): Promise<readonly string[]> {
  const { streams } = await connection.jetStream();
  const info = await streams.info(EXECUTION_LOG_STREAM);
  const texts: string[] = [];
  for (let seq = info.state.first_seq; seq <= info.state.last_seq; seq += 1) {
    const message = await streams.getMessage(EXECUTION_LOG_STREAM, { seq });
    if (message !== null) texts.push(`${message.subject} ${new TextDecoder().decode(message.data)}`);
  }
  return texts;
}

describe('the stream of execution logs', () => {
  it('keeps the lines of each log group in their order, under its own subject', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    const troubles: string[] = [];
    await using stream = new ExecutionLogStream({
      connection,
      replicas: 1,
      onTrouble: (message) => void troubles.push(message),
    });
    const lines = Array.from({ length: 200 }, (_, index) => `line ${index}`);
    for (const [index, line] of lines.entries()) stream.write(GROUP, `one ${index}`, line);
    await stream.settled();
    expect(await stored(connection)).toEqual(lines.map((line) => `${subject} ${line}`));
    expect(troubles).toEqual([]);
  });

  it('stores a line that is written twice once', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    await using stream = new ExecutionLogStream({ connection, replicas: 1, onTrouble: () => {} });
    stream.write(GROUP, 'one 1', 'line');
    stream.write(GROUP, 'one 1', 'line');
    await stream.settled();
    expect(await stored(connection)).toEqual([`${subject} line`]);
  });
});
