import { decide, type Decision, type DecideEnvironment } from '@edgestep/engine';
import type { CompiledMachine } from '@edgestep/asl';
import type { Json, StartExecution } from '@edgestep/shared';

/** The time at which all of it happens. */
export const AT = Date.UTC(2026, 0, 1);

/** Executions of a machine through the engine's pure `decide`, from start to end in one turn. */
export class EngineRun {
  readonly #machine: CompiledMachine;
  readonly #input: Json;

  constructor(machine: CompiledMachine, input: Json) {
    this.#machine = machine;
    this.#input = input;
  }

  /** Runs an execution to its end; at once, unless the machine evaluates JSONata. */
  run(then: (done: Decision) => void): void | Promise<void> {
    const decided = decide(this.#environment(), undefined, startCommand(this.#input));
    if (decided instanceof Promise) return decided.then((outcome) => then(requireEnd(outcome)));
    then(requireEnd(decided));
  }

  async decision(): Promise<Decision> {
    return requireEnd(await decide(this.#environment(), undefined, startCommand(this.#input)));
  }

  #environment(): DecideEnvironment {
    return {
      now: AT,
      machine: this.#machine,
      port: { random: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000000' },
      heartbeats: { last: () => undefined, beat: () => {} },
      taskToken: () => '',
    };
  }
}

function requireEnd(outcome: Awaited<ReturnType<typeof decide>>): Decision {
  if (outcome.kind === 'rejection') throw new Error(`the execution was refused: ${outcome.message}`);
  if (outcome.fault !== undefined) throw new Error('the engine failed', { cause: outcome.fault });
  const { status } = outcome.state;
  if (status.kind !== 'SUCCEEDED') throw new Error(`the execution ended as ${JSON.stringify(status)}`);
  return outcome;
}

/** What starts an execution of the bench. */
export function startCommand(input: Json): StartExecution {
  return {
    kind: 'StartExecution',
    executionArn: 'arn:aws:states:dallas:000000000000:execution:bench:one',
    name: 'one',
    stateMachineArn: 'arn:aws:states:dallas:000000000000:stateMachine:bench',
    revisionId: 'revision-1',
    type: 'STANDARD',
    roleArn: 'arn:aws:iam::000000000000:role/bench',
    input,
    startedBy: 'anonymous',
  };
}
