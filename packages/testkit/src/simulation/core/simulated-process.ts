/**
 * One run of a process. It is killed once and for all: started again it is another one; only the log's server, whose
 * memory is of no interest, dies and comes back as the same.
 */
export class SimulatedProcess {
  readonly name: string;
  #isAlive = true;
  #pausedUntil = 0;
  #incarnation = 0;

  constructor(name: string) {
    this.name = name;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Before this time (of the scheduler) nothing of it runs: SIGSTOP. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** Its memory is gone: nothing that it waited for ever happens. */
  kill(): void {
    this.#isAlive = false;
  }

  /** Changes when it dies and comes back: connections of before are gone, and what was under way on them. */
  get incarnation(): number {
    return this.#incarnation;
  }

  restart(): void {
    this.#incarnation += 1;
  }

  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  wake(): void {
    this.#pausedUntil = 0;
  }
}
