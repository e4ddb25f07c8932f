import type { TestedState } from '@edgestep/asl';
import type { Json, JsonObject } from '@edgestep/shared';

import type { TestStatePorts } from '../test-state-ports.ts';

/** The context object of a state that is tested without one: that of an Express execution which nobody can look up. */
export function defaultContext(
  ports: TestStatePorts,
  { state }: TestedState,
  about: {
    readonly input: Json;
    readonly roleArn: string | undefined;
    readonly retryCount: number;
    readonly executionName: string;
  },
): JsonObject {
  const { region, account } = ports;
  const time = new Date(ports.now()).toISOString();
  const machine = ports.uuid();
  const arn = `arn:aws:states:${region}:${account}`;
  return {
    Execution: {
      Id: `${arn}:express:${machine}:${about.executionName}`,
      Input: about.input,
      Name: about.executionName,
      RoleArn: about.roleArn ?? null,
      StartTime: time,
    },
    StateMachine: { Id: `${arn}:stateMachine:${machine}`, Name: machine },
    State: {
      Name: state.name,
      EnteredTime: time,
      ...('retriers' in state ? { RetryCount: about.retryCount } : {}),
    },
  };
}
