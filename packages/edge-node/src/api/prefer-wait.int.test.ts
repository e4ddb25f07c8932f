import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { startPieces, type Pieces, type StartedPiece } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ZONE = 'los-angeles';
const EXECUTIONS = 12;
const roleArn = 'arn:aws:iam::000000000000:role/any';

let pieces: Pieces;
let first: StartedPiece;
let second: StartedPiece;
let quick: string;
let failing: string;
let slow: string;

beforeAll(async () => {
  pieces = await startPieces({ zones: [ZONE] });
  const controlPlane = await pieces.startControlPlane();
  [first, second] = await Promise.all([pieces.startNode(ZONE), pieces.startNode(ZONE)]);
  const centre = clientOf(controlPlane.url);
  const deployed = async (name: string, states: object): Promise<string> => {
    const definition = JSON.stringify({ StartAt: 'First', States: states });
    const created = await centre.send(new CreateStateMachineCommand({ name, definition, roleArn }));
    return (created.stateMachineArn ?? '').replace(':hub:', `:${ZONE}:`);
  };
  const wait = { Type: 'Wait', Seconds: 1, End: true };
  quick = await deployed('quick', { First: wait });
  failing = await deployed('failing', {
    First: { ...wait, End: undefined, Next: 'Then' },
    Then: { Type: 'Fail', Error: 'Too.Hot', Cause: '90 degrees' },
  });
  slow = await deployed('slow', { First: { ...wait, Seconds: 6 } });
}, 60_000);

afterAll(() => pieces[Symbol.asyncDispose]());

function clientOf(endpoint: string): SFNClient {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  return new SFNClient({ endpoint, region: ZONE, credentials });
}

async function call(operation: string, body: object, prefer?: string) {
  const response = await fetch(first.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AWSStepFunctions.${operation}`,
      ...(prefer === undefined ? {} : { prefer }),
    },
    body: JSON.stringify(body),
  });
  const applied = response.headers.get('preference-applied');
  return { applied, body: (await response.json()) as Record<string, unknown> };
}

function start(stateMachineArn: string, prefer?: string) {
  return call('StartExecution', { stateMachineArn, input: '{"order":7}' }, prefer);
}

describe('a caller that prefers to wait', { timeout: 40_000 }, () => {
  it('is told of the end by the call that starts an execution, whichever node runs it', async () => {
    const answers = await Promise.all(Array.from({ length: EXECUTIONS }, () => start(quick, 'wait=30')));
    for (const { applied, body } of answers) {
      expect(applied).toBe('wait=30');
      expect(body).toMatchObject({ status: 'SUCCEEDED', output: '{"order":7}' });
      expect(body['stopDate']).toBeGreaterThan(Number(body['startDate']));
      const described = await call('DescribeExecution', { executionArn: body['executionArn'] });
      expect(described.body).toMatchObject({ status: 'SUCCEEDED', stopDate: body['stopDate'] });
    }
  });

  it('is told how an execution failed', async () => {
    const { body } = await start(failing, 'wait=30');
    expect(body).toMatchObject({ status: 'FAILED', error: 'Too.Hot', cause: '90 degrees' });
  });

  it('is told that it runs when the time is over', async () => {
    const { applied, body } = await start(slow, 'wait=0');
    expect(applied).toBe('wait=0');
    expect(Object.keys(body).toSorted()).toEqual(['executionArn', 'startDate']);
    const looked = await call('DescribeExecution', { executionArn: body['executionArn'] }, 'wait=0');
    expect(looked.body).toMatchObject({ status: 'RUNNING' });
    const waited = await call('DescribeExecution', { executionArn: body['executionArn'] }, 'wait=30');
    expect(waited.body).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('is answered as AWS does when it does not', async () => {
    const { applied, body } = await start(quick);
    expect(applied).toBeNull();
    expect(Object.keys(body).toSorted()).toEqual(['executionArn', 'startDate']);
  });

  it('is told all the same when the node that runs the execution leaves', async () => {
    const answers = Array.from({ length: EXECUTIONS }, () => start(slow, 'wait=30'));
    const running = async (): Promise<number> => {
      const filter = { stateMachineArn: slow, statusFilter: 'RUNNING' };
      return ((await call('ListExecutions', filter)).body['executions'] as readonly unknown[]).length;
    };
    await expect.poll(running).toBe(EXECUTIONS);
    await second[Symbol.asyncDispose]();
    for (const { body } of await Promise.all(answers)) expect(body).toMatchObject({ status: 'SUCCEEDED' });
  });
});
