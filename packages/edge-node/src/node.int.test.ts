import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ExecutionDoesNotExist,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  InvalidDefinition,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { startPieces, type Pieces, type StartedPiece } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ZONE = 'los-angeles';
const roleArn = 'arn:aws:iam::000000000000:role/any';

let pieces: Pieces;
let centre: SFNClient;
let zone: SFNClient;
let node: StartedPiece;

beforeAll(async () => {
  pieces = await startPieces({ zones: [ZONE] });
  const controlPlane = await pieces.startControlPlane();
  node = await pieces.startNode(ZONE);
  centre = clientOf(controlPlane.url);
  zone = clientOf(pieces.zoneUrl(ZONE));
}, 60_000);

afterAll(() => pieces[Symbol.asyncDispose]());

function clientOf(endpoint: string): SFNClient {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  // AWS puts StartSyncExecution under a host name of its own; here it is one endpoint for all.
  return new SFNClient({ endpoint, region: ZONE, credentials, disableHostPrefix: true });
}

/** Creates a machine at the centre and answers its ARN in the zone, once the zone has it. */
async function create(
  name: string,
  states: object,
  type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
): Promise<string> {
  const definition = JSON.stringify({ StartAt: 'First', States: states });
  const created = await centre.send(new CreateStateMachineCommand({ name, definition, roleArn, type }));
  const stateMachineArn = (created.stateMachineArn ?? '').replace(':hub:', `:${ZONE}:`);
  const describe = () => zone.send(new DescribeStateMachineCommand({ stateMachineArn }));
  await expect
    .poll(() => describe().then(({ status }) => status, String), { timeout: 10_000 })
    .toBe('ACTIVE');
  return stateMachineArn;
}

async function ended(executionArn: string | undefined) {
  const describe = () => zone.send(new DescribeExecutionCommand({ executionArn }));
  await expect.poll(async () => (await describe()).status, { timeout: 10_000 }).not.toBe('RUNNING');
  return describe();
}

const DOUBLE = {
  First: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input * 2 %}', End: true },
};

describe('a zone, asked by the AWS SDK', () => {
  it('runs a machine that was created at the centre, and tells of it', async () => {
    const stateMachineArn = await create('double', DOUBLE);
    const { executionArn } = await zone.send(
      new StartExecutionCommand({ stateMachineArn, name: 'd-1', input: '21' }),
    );
    expect(await ended(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      input: '21',
      output: '42',
      name: 'd-1',
    });
    const { events } = await zone.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.map(({ id, type }) => `${id} ${type}`)).toEqual([
      '1 ExecutionStarted',
      '2 PassStateEntered',
      '3 PassStateExited',
      '4 ExecutionSucceeded',
    ]);
    const { executions } = await zone.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED' }),
    );
    expect(executions?.map(({ name }) => name)).toEqual(['d-1']);
  });

  it('answers an Express execution while the caller waits', async () => {
    const stateMachineArn = await create('double-express', DOUBLE, 'EXPRESS');
    const answer = await zone.send(new StartSyncExecutionCommand({ stateMachineArn, input: '4' }));
    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '8' });
  });

  it('hands a task to an activity worker, and takes its result', async () => {
    const { activityArn } = await centre.send(new CreateActivityCommand({ name: 'inspect' }));
    const Resource = (activityArn ?? '').replace(':hub:', `:${ZONE}:`);
    const stateMachineArn = await create('inspected', { First: { Type: 'Task', Resource, End: true } });
    const { executionArn } = await zone.send(new StartExecutionCommand({ stateMachineArn, input: '"part"' }));
    const task = await zone.send(new GetActivityTaskCommand({ activityArn: Resource }));
    expect(task.input).toBe('"part"');
    await zone.send(new SendTaskSuccessCommand({ taskToken: task.taskToken, output: '"good"' }));
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"good"' });
  });

  it('calls its own API for a task, and gives its answer in PascalCase with dates as text', async () => {
    const stateMachineArn = await create('own-api', {
      First: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:sfn:listExecutions',
        Parameters: { 'StateMachineArn.$': '$$.StateMachine.Id', StatusFilter: 'RUNNING' },
        ResultSelector: { 'running.$': '$.Executions[0]' },
        End: true,
      },
    });
    const { executionArn } = await zone.send(new StartExecutionCommand({ stateMachineArn }));
    const { output = '', cause } = await ended(executionArn);
    expect(cause).toBeUndefined();
    expect(JSON.parse(output)).toMatchObject({
      running: {
        ExecutionArn: executionArn,
        Status: 'RUNNING',
        StartDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/),
      },
    });
  });

  it('does not wait for an Express execution, whose end nobody would tell', async () => {
    const StateMachineArn = await create('never-told', DOUBLE, 'EXPRESS');
    const stateMachineArn = await create('waits-for-express', {
      First: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn, Input: 4 },
        End: true,
      },
    });
    const { executionArn } = await zone.send(new StartExecutionCommand({ stateMachineArn }));
    expect(await ended(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'StepFunctions.StateMachineTypeNotSupportedException',
    });
  });

  it('stops an execution that waits', async () => {
    const stateMachineArn = await create('waits', { First: { Type: 'Wait', Seconds: 3_600, End: true } });
    const { executionArn } = await zone.send(new StartExecutionCommand({ stateMachineArn }));
    await zone.send(new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'no more' }));
    expect(await ended(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'no more' });
  });

  it('refuses with the errors of the service', async () => {
    const executionArn = `arn:aws:states:${ZONE}:000000000000:execution:double:none`;
    await expect(zone.send(new DescribeExecutionCommand({ executionArn }))).rejects.toBeInstanceOf(
      ExecutionDoesNotExist,
    );
    const broken = new CreateStateMachineCommand({
      name: 'broken',
      definition: '{"StartAt":"Gone"}',
      roleArn,
    });
    await expect(centre.send(broken)).rejects.toBeInstanceOf(InvalidDefinition);
    const { diagnostics } = await centre.send(
      new ValidateStateMachineDefinitionCommand({ definition: '{"StartAt":"Gone","States":{}}' }),
    );
    expect(diagnostics).not.toEqual([]);
  });
});

describe('the control plane, asked by the AWS SDK', () => {
  it('sends a start to the zone of the machine, and finds the execution there', async () => {
    const stateMachineArn = await create('routed', DOUBLE);
    const { executionArn } = await centre.send(new StartExecutionCommand({ stateMachineArn, input: '1' }));
    expect(executionArn).toContain(`:${ZONE}:`);
    await ended(executionArn);
    expect(await centre.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ output: '2' });
  });
});

describe('the nodes of a zone', () => {
  it('show what one of them has shown, whichever is asked next', async () => {
    await using other = await pieces.startNode(ZONE, `${ZONE}-beside`);
    const [here, there] = [clientOf(node.url), clientOf(other.url)];
    const definition = JSON.stringify({ StartAt: 'First', States: DOUBLE });
    for (let count = 0; count < 10; count += 1) {
      const name = `shown-${count}`;
      const { stateMachineArn } = await here.send(
        new CreateStateMachineCommand({ name, definition, roleArn }),
      );
      expect(await there.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({ name });
      const comment = JSON.stringify({ Comment: 'changed', ...JSON.parse(definition) });
      await there.send(new UpdateStateMachineCommand({ stateMachineArn, definition: comment }));
      expect(await here.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
        definition: comment,
      });
    }
  });
});

describe('a zone whose node ends', () => {
  it('goes on with its open executions on the next one', async () => {
    const { activityArn } = await centre.send(new CreateActivityCommand({ name: 'approve' }));
    const Resource = (activityArn ?? '').replace(':hub:', `:${ZONE}:`);
    const stateMachineArn = await create('approved', { First: { Type: 'Task', Resource, End: true } });
    const { executionArn } = await zone.send(new StartExecutionCommand({ stateMachineArn, input: '"part"' }));
    const task = await zone.send(new GetActivityTaskCommand({ activityArn: Resource }));
    await node[Symbol.asyncDispose]();
    node = await pieces.startNode(ZONE, `${ZONE}-2`);
    await zone.send(new SendTaskSuccessCommand({ taskToken: task.taskToken, output: '"yes"' }));
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"yes"' });
  });
});
