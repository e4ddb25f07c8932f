import { setTimeout as delay } from 'node:timers/promises';

/** What a removal stands on. */
export interface RemovalPorts {
  /** The names of the state machines that are being deleted. */
  deleting(): readonly string[];
  /** Some of a state machine's open executions; none when all have ended, as far as the hub has heard. */
  openExecutions(stateMachineName: string): Promise<readonly string[]>;
  /** Ends an execution in its zone. Rejects while the zone is out of reach. */
  stop(executionArn: string): Promise<void>;
  /** Takes the state machine out of the registry. */
  finish(stateMachineName: string): Promise<void>;
  onTrouble(message: string): void;
}

const INTERVAL_MS = 1_000;

/**
 * Finishes what DeleteStateMachine began: the executions of a deleted state machine are stopped, as the service does,
 * and when none is open it is gone. A zone that is cut off keeps its state machine in deletion until it is heard of
 * again.
 */
export class StateMachineRemover implements AsyncDisposable {
  readonly #ports: RemovalPorts;
  readonly #abort = new AbortController();
  readonly #running: Promise<void>;

  constructor(ports: RemovalPorts) {
    this.#ports = ports;
    this.#running = this.#run();
  }

  /** Removes at once what has no open executions. Never rejects: what can't be removed now is tried again. */
  async hasten(): Promise<void> {
    await this.#removeIdle().catch((error: unknown) => this.#trouble('could not be removed', error));
  }

  async #removeIdle(): Promise<void> {
    for (const name of this.#ports.deleting()) {
      if ((await this.#ports.openExecutions(name)).length === 0) await this.#ports.finish(name);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      await this.#sweep().catch((error: unknown) => this.#trouble('could not be removed', error));
      await delay(INTERVAL_MS, undefined, { signal }).catch(() => {});
    }
  }

  async #sweep(): Promise<void> {
    await this.#removeIdle();
    for (const name of this.#ports.deleting()) {
      const open = await this.#ports.openExecutions(name);
      await Promise.all(
        open.map((executionArn) =>
          this.#ports.stop(executionArn).catch((error: unknown) => {
            this.#trouble(`is still there, for ${executionArn} could not be stopped`, error);
          }),
        ),
      );
    }
  }

  #trouble(what: string, error: unknown): void {
    if (this.#abort.signal.aborted) return;
    this.#ports.onTrouble(
      `a state machine that was deleted ${what} (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
