import type { EventOf, ExecutionEvent, ExecutionEventKind } from '@edgestep/shared';

type Facts<K extends ExecutionEventKind> = Omit<EventOf<K>, 'kind' | 'at' | 'frame' | 'id' | 'prev'>;

interface Place {
  readonly at?: number;
  readonly frame?: number;
  readonly id?: number;
  readonly prev?: number;
}

/** Writes the events of one execution by hand: ids count up, `at` is 1000 plus the id unless told otherwise. */
export class EventScript {
  readonly events: ExecutionEvent[] = [];
  #lastId = 0;

  add<K extends ExecutionEventKind>(kind: K, facts: Facts<K>, place: Place = {}): this {
    const id = place.id ?? this.#lastId + 1;
    const prev = place.prev ?? this.#lastId;
    if (id !== 0) this.#lastId = id;
    const at = place.at ?? 1000 + this.#lastId;
    const event = { kind, at, frame: place.frame ?? 0, id, prev, ...facts };
    this.events.push(event as unknown as ExecutionEvent);
    return this;
  }
}

export const EXECUTION_ARN = 'arn:aws:states:dallas:000000000000:execution:orders:one';

/** What an ExecutionStarted says when a test does not care. */
export function startFacts(over: Partial<Facts<'ExecutionStarted'>> = {}): Facts<'ExecutionStarted'> {
  return {
    executionArn: EXECUTION_ARN,
    name: 'one',
    stateMachineArn: 'arn:aws:states:dallas:000000000000:stateMachine:orders',
    revisionId: 'revision-1',
    type: 'STANDARD',
    roleArn: 'arn:aws:iam::000000000000:role/orders',
    input: { order: 7 },
    startAt: 'First',
    startedBy: 'anonymous',
    ...over,
  };
}

/** A script that has begun. */
export function startedScript(over: Partial<Facts<'ExecutionStarted'>> = {}): EventScript {
  return new EventScript().add('ExecutionStarted', startFacts(over), { prev: 0 });
}

/** The ARN of another execution of the same state machine. */
export function executionArn(name: string, stateMachine = 'orders', zone = 'dallas'): string {
  return `arn:aws:states:${zone}:000000000000:execution:${stateMachine}:${name}`;
}
