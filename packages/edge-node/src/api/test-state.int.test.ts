import {
  CreateStateMachineCommand,
  InvalidDefinition,
  ListExecutionsCommand,
  SFNClient,
  TestStateCommand,
  ValidationException,
  type TestStateCommandInput,
} from '@aws-sdk/client-sfn';
import { startPieces, type Pieces } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ZONE = 'los-angeles';
const roleArn = 'arn:aws:iam::000000000000:role/any';

let pieces: Pieces;
let centre: SFNClient;
let zone: SFNClient;

beforeAll(async () => {
  pieces = await startPieces({ zones: [ZONE] });
  const controlPlane = await pieces.startControlPlane();
  centre = clientOf(controlPlane.url);
  await pieces.startNode(ZONE);
  zone = clientOf(pieces.zoneUrl(ZONE));
}, 60_000);

afterAll(() => pieces[Symbol.asyncDispose]());

function clientOf(endpoint: string): SFNClient {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  return new SFNClient({ endpoint, region: ZONE, credentials, disableHostPrefix: true });
}

function test(client: SFNClient, definition: object, request: Omit<TestStateCommandInput, 'definition'>) {
  return client.send(
    // AWS puts TestState under a host name of its own; here it is one endpoint for all.
    new TestStateCommand({ definition: JSON.stringify(definition), ...request }),
  );
}

const list = {
  Type: 'Task',
  QueryLanguage: 'JSONata',
  Resource: 'arn:aws:states:::aws-sdk:sfn:listStateMachines',
  Arguments: { MaxResults: '{% $states.input %}' },
  Output: '{% $count($states.result.StateMachines) %}',
  End: true,
};

describe.each([
  ['a zone', () => zone],
  ['the control plane', () => centre],
])('TestState at %s', (_, client) => {
  it('shows how data flows through a state', async () => {
    const state = { Type: 'Pass', InputPath: '$.a', ResultPath: '$.b', Next: 'Then' };
    expect(await test(client(), state, { input: '{"a": 1}', inspectionLevel: 'DEBUG' })).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"a":1,"b":1}',
      nextState: 'Then',
      inspectionData: { input: '{"a":1}', afterInputPath: '1', afterResultPath: '{"a":1,"b":1}' },
    });
  });

  it('calls a task for real, and leaves no trace of it', async () => {
    const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } });
    const name = 'listed';
    const { stateMachineArn } = await centre.send(
      new CreateStateMachineCommand({ name, definition, roleArn }),
    );
    await expect
      .poll(async () => (await test(client(), list, { input: '10', roleArn })).output, { timeout: 10_000 })
      .toBe('1');
    const { executions } = await centre.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions).toEqual([]);
  });

  it('tells what a task that nobody can do fails with, and where that leads', async () => {
    const state = { ...list, Resource: 'arn:aws:states:::sns:publish', Arguments: { Message: 'm' } };
    expect(await test(client(), state, { roleArn, input: '1' })).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining('sns:publish'),
    });
  });

  it('takes a mock in the place of the call', async () => {
    const caught = { ...list, Catch: [{ ErrorEquals: ['Busy'], Next: 'Later' }] };
    const mock = { errorOutput: { error: 'Busy', cause: 'no time' } };
    expect(await test(client(), caught, { mock, input: '1', inspectionLevel: 'TRACE' })).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'Busy',
      nextState: 'Later',
      inspectionData: { errorDetails: { catchIndex: 0 }, afterArguments: '{"MaxResults":1}' },
    });
  });

  it('refuses with the errors of the service', async () => {
    await expect(test(client(), list, {})).rejects.toBeInstanceOf(ValidationException);
    await expect(test(client(), { Type: 'Pass' }, {})).rejects.toBeInstanceOf(InvalidDefinition);
  });
});
