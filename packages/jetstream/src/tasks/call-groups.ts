import { formatBatchTask } from '@edgestep/shared';

import type { OpenCall } from './open-call.ts';

/** Tasks of one function that go out in one message. */
export interface CallGroup {
  readonly functionKey: string;
  /** The calls' ids, one after another in the order in which `nextId` gives them. */
  readonly ids: readonly string[];
  readonly calls: readonly OpenCall[];
  /** The calls' tasks, as `formatBatchTask` wrote them. */
  readonly tasks: readonly string[];
}

export interface CallGroupsOptions {
  readonly tasksPerMessage: (functionKey: string) => number;
  /** A message has room for so many characters; a task that is longer goes alone. */
  readonly charactersMax: () => number;
  /** Gives a call its id, unlike that of any other call. */
  readonly nextId: () => string;
  readonly send: (group: CallGroup) => void;
}

/**
 * Collects the calls of one turn of the event loop and sends them in groups, by function. A call that has ended
 * meanwhile is left out.
 */
export class CallGroups {
  readonly #options: CallGroupsOptions;
  readonly #waiting = new Map<string, OpenCall[]>();

  constructor(options: CallGroupsOptions) {
    this.#options = options;
  }

  add(functionKey: string, call: OpenCall): void {
    if (this.#waiting.size === 0) setImmediate(() => this.#sendAll());
    const group = this.#waiting.get(functionKey);
    if (group === undefined) this.#waiting.set(functionKey, [call]);
    else group.push(call);
  }

  #sendAll(): void {
    const all = [...this.#waiting];
    this.#waiting.clear();
    for (const [functionKey, calls] of all) this.#sendGroups(functionKey, calls);
  }

  #sendGroups(functionKey: string, waiting: readonly OpenCall[]): void {
    const { nextId, send } = this.#options;
    const tasksMax = this.#options.tasksPerMessage(functionKey);
    const charactersMax = this.#options.charactersMax();
    let group = emptyGroup(functionKey);
    let characters = 0;
    for (const call of waiting) {
      if (call.isEnded) continue;
      const id = nextId();
      const task = taskText(id, call);
      const isFull = group.calls.length >= tasksMax || characters + task.length > charactersMax;
      if (isFull && group.calls.length > 0) {
        send(group);
        group = emptyGroup(functionKey);
        characters = 0;
      }
      group.ids.push(id);
      group.calls.push(call);
      group.tasks.push(task);
      characters += task.length;
    }
    if (group.calls.length > 0) send(group);
  }
}

function emptyGroup(functionKey: string) {
  return { functionKey, ids: [] as string[], calls: [] as OpenCall[], tasks: [] as string[] };
}

function taskText(id: string, { call: { about, payload } }: OpenCall): string {
  return formatBatchTask({
    id,
    token: about.taskToken,
    execution: about.executionArn,
    state: about.stateName,
    attempt: about.attempt,
    deadline: about.deadline,
    traceparent: about.traceparent,
    tracestate: about.tracestate,
    input: payload,
  });
}
