import type fc from 'fast-check';

/** A part of the language that any input is thrown at. */
export interface FuzzTarget<Input> {
  readonly name: string;
  /** What must hold, as a sentence. */
  readonly property: string;
  readonly input: fc.Arbitrary<Input>;
  /** What one input may cost: milliseconds of computing, which other processes do not count towards. */
  readonly cpuMsMax: number;
  /** Says in a word what came of the input. Throws when the property does not hold. */
  check(input: Input): string | Promise<string>;
}

/** Runs something that may refuse its input by errors of its own; everything else that is thrown is a defect. */
export function refusing<Result>(
  work: () => Result,
  ownErrors: readonly (new (...args: never[]) => Error)[],
): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (ownErrors.some((own) => error instanceof own)) return undefined;
    throw error;
  }
}
