/** The interpreter of aws-local-stepfunctions, for the bench to call in its own process, as it calls Edgestep's. */
import { StateMachine } from 'aws-local-stepfunctions';

/** A function that runs a definition from start to end; answers its output, and how many events it told of. */
export function prepare(definition) {
  const machine = new StateMachine(definition);
  return async (input) => {
    const execution = machine.run(input);
    let events = 0;
    for await (const _ of execution.eventLogs) events += 1;
    return { output: await execution.result, events };
  };
}
