import type { ExecutionCommand, ExecutionEvent, StartExecution } from '@edgestep/shared';

import { decide } from '../src/decide/decide.ts';
import type { Decision, DecideEnvironment, Outcome } from '../src/decide/decision.ts';
import type { ExecutionState } from '../src/state/execution-state.ts';
import { EXECUTION_ARN, startFacts } from './events.ts';
import { compiled } from './run-in-memory.ts';

/** given a definition and what was decided before, when a command is decided, then events and effects. */
export class DecisionSpec {
  now = 1_000_000;
  state: ExecutionState | undefined;
  readonly #environment: Omit<DecideEnvironment, 'now'>;
  readonly #beats = new Map<number, number>();

  constructor(definition: unknown) {
    this.#environment = {
      machine: compiled(definition),
      port: { random: () => 0.5, uuid: () => 'uuid' },
      heartbeats: {
        last: (taskId) => this.#beats.get(taskId),
        beat: (taskId, at) => this.#beats.set(taskId, at),
      },
      taskToken: ({ frame, taskId }) => `token-${frame}-${taskId}`,
    };
  }

  /** What was decided before. Throws when one of the commands is refused. */
  given(...commands: ExecutionCommand[]): this {
    for (const command of commands) this.decided(command);
    return this;
  }

  /** Lets time pass. */
  later(ms: number): this {
    this.now += ms;
    return this;
  }

  when(command: ExecutionCommand): Outcome {
    const outcome = decide({ ...this.#environment, now: this.now }, this.state, command);
    if (outcome instanceof Promise) throw new Error('a decision on JSONPath made a promise');
    if (outcome.kind === 'decision') this.state = outcome.state;
    return outcome;
  }

  /** The decision, for a command that is accepted. */
  decided(command: ExecutionCommand): Decision {
    const outcome = this.when(command);
    if (outcome.kind === 'decision') return outcome;
    throw new Error(`${command.kind} was refused: ${outcome.message}`);
  }
}

/** The kinds of events, in their order. */
export function kinds(decision: Outcome): readonly string[] {
  return decision.kind === 'decision' ? decision.events.map((event) => event.kind) : [];
}

/** The first event of a kind. */
export function eventOf<K extends ExecutionEvent['kind']>(
  decision: Outcome,
  kind: K,
): Extract<ExecutionEvent, { kind: K }> {
  const events = decision.kind === 'decision' ? decision.events : [];
  const found = events.find((event) => event.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} among ${kinds(decision).join(', ')}`);
  return found as Extract<ExecutionEvent, { kind: K }>;
}

export function startCommand(over: Partial<StartExecution> = {}): StartExecution {
  const { startAt: _, timeoutSeconds: __, ...facts } = startFacts();
  return { kind: 'StartExecution', ...facts, executionArn: EXECUTION_ARN, ...over };
}
