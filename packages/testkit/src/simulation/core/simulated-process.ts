/** One run of a process. It is killed once and for all: started again it is another one. */
export class SimulatedProcess {
  readonly name: string;
  #isAlive = true;
  #pausedUntil = 0;

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

  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  wake(): void {
    this.#pausedUntil = 0;
  }
}
