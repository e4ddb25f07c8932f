import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StateMachineDeleting,
  StateMachineDoesNotExist,
} from '@aws-sdk/client-sfn';
import { startPieces, type Pieces } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ZONE = 'dallas';
const roleArn = 'arn:aws:iam::000000000000:role/any';
const definition = JSON.stringify({
  StartAt: 'Pause',
  States: { Pause: { Type: 'Wait', Seconds: 3_600, End: true } },
});

let pieces: Pieces;
let centre: SFNClient;
let zone: SFNClient;

beforeAll(async () => {
  pieces = await startPieces({ zones: [ZONE] });
  const controlPlane = await pieces.startControlPlane();
  await pieces.startNode(ZONE);
  centre = clientOf(controlPlane.url);
  zone = clientOf(pieces.zoneUrl(ZONE));
}, 60_000);

afterAll(() => pieces[Symbol.asyncDispose]());

function clientOf(endpoint: string): SFNClient {
  return new SFNClient({
    endpoint,
    region: ZONE,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    disableHostPrefix: true,
  });
}

describe('DeleteStateMachine', () => {
  it('stops what is open, refuses new starts meanwhile, and ends with the name free', async () => {
    const create = new CreateStateMachineCommand({ name: 'pausing', definition, roleArn });
    const { stateMachineArn } = await zone.send(create);
    const { executionArn } = await zone.send(new StartExecutionCommand({ stateMachineArn }));
    // The hub must have heard of the execution: it decides what there is to wait for.
    const heardOf = () => centre.send(new ListExecutionsCommand({ stateMachineArn }));
    await expect.poll(async () => (await heardOf()).executions, { timeout: 10_000 }).toHaveLength(1);
    await zone.send(new DeleteStateMachineCommand({ stateMachineArn }));
    const again = zone.send(new StartExecutionCommand({ stateMachineArn }));
    const refusal = await again.catch((error: unknown) => error);
    expect(
      refusal instanceof StateMachineDeleting || refusal instanceof StateMachineDoesNotExist,
      String(refusal),
    ).toBe(true);
    const status = async () => (await zone.send(new DescribeExecutionCommand({ executionArn }))).status;
    await expect.poll(status, { timeout: 10_000 }).toBe('ABORTED');
    const described = () => zone.send(new DescribeStateMachineCommand({ stateMachineArn }));
    await expect
      .poll(
        () =>
          described().then(
            () => 'there',
            (error: unknown) => (error as Error).name,
          ),
        {
          timeout: 10_000,
        },
      )
      .toBe('StateMachineDoesNotExist');
    expect((await zone.send(create)).stateMachineArn).toBe(stateMachineArn);
  });
});
