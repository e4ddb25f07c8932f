import { describe, expect, it } from 'vitest';

import { refusal, startApiPeer, type PeerReply, type PeerRequest } from '../../test/api-peer.ts';
import { createClient } from './create-client.ts';

interface Held {
  definition: string;
  type: string;
  roleArn: string;
  revision: number;
}

const arnOf = (name: string): string => `arn:aws:states:hub:000000000000:stateMachine:${name}`;

/** A registry that behaves as the service does, with one state machine a page. */
function registry(held = new Map<string, Held>()): (request: PeerRequest) => PeerReply {
  return ({ operation, input }) => {
    const text = (member: string): string => String(input[member]);
    const machine = held.get(text('stateMachineArn').split(':').at(-1) ?? '');
    switch (operation) {
      case 'ListStateMachines': {
        const names = [...held.keys()];
        const at = Number(input['nextToken'] ?? 0);
        const page = names.slice(at, at + 1).map((name) => ({ name, stateMachineArn: arnOf(name) }));
        return {
          body: { stateMachines: page, ...(at + 1 < names.length ? { nextToken: `${at + 1}` } : {}) },
        };
      }
      case 'CreateStateMachine':
        if (held.has(text('name'))) return refusal('StateMachineAlreadyExists');
        held.set(text('name'), {
          definition: text('definition'),
          type: text('type'),
          roleArn: text('roleArn'),
          revision: 1,
        });
        return { body: { stateMachineArn: arnOf(text('name')), creationDate: 1 } };
      case 'DescribeStateMachine':
        return machine === undefined
          ? refusal('StateMachineDoesNotExist')
          : { body: { ...machine, revisionId: `r${machine.revision}`, creationDate: 1 } };
      case 'UpdateStateMachine':
        if (machine === undefined) return refusal('StateMachineDoesNotExist');
        Object.assign(machine, { definition: input['definition'], revision: machine.revision + 1 });
        return { body: { updateDate: 2, revisionId: `r${machine.revision}` } };
      default:
        return refusal('UnknownOperationException');
    }
  };
}

const definition = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
const another = { ...definition, Comment: 'another' };

describe('a deployment', () => {
  it('creates the state machine, and changes nothing when it is repeated', async () => {
    await using peer = await startApiPeer(registry());
    const client = createClient({ endpoint: peer.endpoint });
    const first = await client.deploy({ name: 'orders', definition });
    expect(first).toEqual({ stateMachineArn: arnOf('orders'), change: 'created' });
    expect(await client.deploy({ name: 'orders', definition })).toMatchObject({ change: 'unchanged' });
  });

  it('updates a state machine that another page of the list holds', async () => {
    await using peer = await startApiPeer(registry());
    const client = createClient({ endpoint: peer.endpoint });
    await client.deploy({ name: 'invoices', definition });
    await client.deploy({ name: 'orders', definition });
    const updated = await client.deploy({ name: 'orders', definition: JSON.stringify(another) });
    expect(updated).toEqual({ stateMachineArn: arnOf('orders'), revisionId: 'r2', change: 'updated' });
  });

  it('refuses to change the type, and says what to do', async () => {
    await using peer = await startApiPeer(registry());
    const client = createClient({ endpoint: peer.endpoint });
    await client.deploy({ name: 'orders', definition });
    await expect(client.deploy({ name: 'orders', definition, type: 'EXPRESS' })).rejects.toThrow(
      /is of type STANDARD and cannot become EXPRESS: delete it, or choose another name/,
    );
  });

  it('wins over somebody who created the same name in between', async () => {
    const held = new Map<string, Held>();
    const service = registry(held);
    await using peer = await startApiPeer((request) => {
      if (request.operation === 'CreateStateMachine' && !held.has('orders')) {
        held.set('orders', { definition: '{}', type: 'STANDARD', roleArn: '', revision: 7 });
      }
      return service(request);
    });
    const deployment = await createClient({ endpoint: peer.endpoint }).deploy({ name: 'orders', definition });
    expect(deployment).toMatchObject({ change: 'updated', revisionId: 'r8' });
  });
});

describe('waiting for a state machine', () => {
  it('lasts until the zone knows the revision', async () => {
    const held = new Map<string, Held>();
    const service = registry(held);
    await using peer = await startApiPeer((request, count) => {
      if (count === 2) held.set('orders', { definition: '{}', type: 'STANDARD', roleArn: '', revision: 1 });
      if (count === 3) held.set('orders', { definition: '{}', type: 'STANDARD', roleArn: '', revision: 2 });
      return service(request);
    });
    await createClient({ endpoint: peer.endpoint }).waitForStateMachine(arnOf('orders'), 'r2');
    expect(peer.requests).toHaveLength(3);
  });

  it('ends with its signal', async () => {
    await using peer = await startApiPeer(registry());
    const waiting = createClient({ endpoint: peer.endpoint }).waitForStateMachine(
      arnOf('orders'),
      undefined,
      {
        signal: AbortSignal.timeout(80),
      },
    );
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
