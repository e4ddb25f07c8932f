/** A medium that fails on purpose: no fault of our own code. */
export class SimulatedFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SimulatedFailure';
  }
}
