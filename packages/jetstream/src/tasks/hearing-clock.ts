/** A tick that comes so much later than the one before finds that this process was held up. */
const STEP_MAX_MS = 500;

/**
 * The time by which silence is measured. It stands still while the connection is cut and while this process was held
 * up: that nothing was heard then is nobody's silence.
 */
export class HearingClock {
  #nowMs = 0;
  #tickedAt = performance.now();

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Called at every tick. */
  tick(couldHear: boolean): void {
    const at = performance.now();
    if (couldHear) this.#nowMs += Math.min(at - this.#tickedAt, STEP_MAX_MS);
    this.#tickedAt = at;
  }
}
