import { describe, expect, it } from 'vitest';

import { startApiPeer, type PeerReply, type PeerRequest } from '../../test/api-peer.ts';
import { createClient } from './create-client.ts';

const executionArn = 'arn:aws:states:los-angeles:000000000000:execution:orders:o-1';
const start = {
  stateMachineArn: 'arn:aws:states:hub:000000000000:stateMachine:orders',
  name: 'o-1',
  input: '{"order": 1}',
};
const exists = {
  status: 400,
  body: { __type: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${executionArn}'` },
};

/** A service that has the execution already, with this input. */
function serviceThatHas(input: string): (request: PeerRequest) => PeerReply {
  return ({ operation }) =>
    operation === 'StartExecution'
      ? exists
      : {
          body: {
            executionArn,
            stateMachineArn: start.stateMachineArn,
            startDate: 1,
            status: 'SUCCEEDED',
            input,
          },
        };
}

describe('starting an execution once', () => {
  it('answers the ARN of what was started, also when the first answer was lost', async () => {
    await using peer = await startApiPeer((_, count) =>
      count === 1 ? 'break-connection' : { body: { executionArn, startDate: 1 } },
    );
    await expect(createClient({ endpoint: peer.endpoint }).startOnce(start)).resolves.toBe(executionArn);
    expect(peer.requests.map(({ input }) => input)).toEqual([start, start]);
  });

  it('finds the execution of that name when it has ended meanwhile', async () => {
    await using peer = await startApiPeer(serviceThatHas('{"order":1}'));
    await expect(createClient({ endpoint: peer.endpoint }).startOnce(start)).resolves.toBe(executionArn);
  });

  it('is refused when another input has taken the name', async () => {
    await using peer = await startApiPeer(serviceThatHas('{"order":2}'));
    await expect(createClient({ endpoint: peer.endpoint }).startOnce(start)).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
  });

  it('hands on what the service refuses otherwise', async () => {
    const body = { __type: 'InvalidExecutionInput', message: 'Invalid State Machine Execution Input' };
    await using peer = await startApiPeer(() => ({ status: 400, body }));
    await expect(createClient({ endpoint: peer.endpoint }).startOnce(start)).rejects.toMatchObject({
      name: 'InvalidExecutionInput',
    });
    expect(peer.requests).toHaveLength(1);
  });
});
