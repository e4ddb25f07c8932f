/** Things that are done beside each other, so many at once. */
export class BoundedWork {
  readonly #atOnceMax: number;
  readonly #underWay = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(atOnceMax: number) {
    this.#atOnceMax = atOnceMax;
  }

  /** Begins one thing more when there is room for it. Rejects with the first failure so far. */
  async begin(action: () => Promise<void>): Promise<void> {
    while (this.#underWay.size >= this.#atOnceMax) await Promise.race(this.#underWay);
    this.#throwFailure();
    const running: Promise<void> = action()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
  }

  /** Resolves when all is done; rejects with the first failure. */
  async done(): Promise<void> {
    await Promise.all(this.#underWay);
    this.#throwFailure();
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
