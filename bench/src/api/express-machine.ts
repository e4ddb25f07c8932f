import type { DeployInput } from '@edgestep/sdk';
import type { JsonObject } from '@edgestep/shared';

/** How many states the machine has. */
export const EXPRESS_STATES = 10;
const INPUT = JSON.stringify({ order: 7, zone: 'dallas' });

/** An Express machine of Pass states, which hands its input on. */
export const EXPRESS_MACHINE: DeployInput = {
  name: 'bench-express',
  type: 'EXPRESS',
  definition: passStates(),
};

/** What StartSyncExecution is asked. */
export function syncRequest(stateMachineArn: string): { stateMachineArn: string; input: string } {
  return { stateMachineArn, input: INPUT };
}

/** Throws unless the execution succeeded with what it was given. */
export function requireSyncAnswer({ status, output }: JsonObject): void {
  if (status !== 'SUCCEEDED' || output !== INPUT)
    throw new Error(`it ended as ${JSON.stringify({ status, output })}`);
}

function passStates(): JsonObject {
  const states = Array.from({ length: EXPRESS_STATES }, (_, index) => [
    `Pass${index}`,
    { Type: 'Pass', ...(index + 1 === EXPRESS_STATES ? { End: true } : { Next: `Pass${index + 1}` }) },
  ]);
  return { StartAt: 'Pass0', States: Object.fromEntries(states) as JsonObject };
}
