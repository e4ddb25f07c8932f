import { BatchCaller } from './batch-caller.ts';
import type { TaskHost } from './run-task.ts';

/** The callers that have handed out batches lately, by the subject of their frames. */
export class BatchCallers {
  readonly #host: TaskHost;
  readonly #callers = new Map<string, BatchCaller>();

  constructor(host: TaskHost) {
    this.#host = host;
  }

  at(subject: string): BatchCaller {
    let caller = this.#callers.get(subject);
    if (caller === undefined) {
      caller = new BatchCaller(this.#host, subject);
      this.#callers.set(subject, caller);
    }
    return caller;
  }

  /** To be called once in every beat interval. Whoever has nothing here any more is forgotten. */
  beat(): void {
    for (const [subject, caller] of this.#callers) {
      caller.beat();
      if (!caller.isIdle) continue;
      caller.stop();
      this.#callers.delete(subject);
    }
  }

  /** Sends what there is to tell, and resolves when nothing more can be done for it. */
  async tellAll(): Promise<void> {
    for (const caller of this.#callers.values()) caller.flush();
    await Promise.all([...this.#callers.values()].map((caller) => caller.told()));
  }
}
