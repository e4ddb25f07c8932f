import { guardName, ratioMax, type Guard } from './guard.ts';

/** Measures the ratio of each guard, in their order. */
export type MeasureRatios = (guards: readonly Guard[]) => Promise<readonly number[]>;

/** A guard whose ratio was above its greatest in every measurement. */
export interface Exceeded {
  readonly guard: string;
  readonly ratioMax: number;
  readonly ratios: readonly number[];
}

/**
 * Which guards are exceeded. What is above its greatest ratio is measured again, up to `attemptsMax` times in all: a
 * path that has become slower is slow each time, a machine that is disturbed is not.
 */
export async function exceededGuards(
  guards: readonly Guard[],
  measure: MeasureRatios,
  attemptsMax: number,
): Promise<readonly Exceeded[]> {
  let suspects = guards.map((guard) => ({ guard, ratios: [] as readonly number[] }));
  for (let attempt = 0; attempt < attemptsMax && suspects.length > 0; attempt += 1) {
    const measured = await measure(suspects.map(({ guard }) => guard));
    suspects = suspects
      .map(({ guard, ratios }, index) => ({ guard, ratios: [...ratios, measured[index] ?? NaN] }))
      // NaN is above, too.
      .filter(({ guard, ratios }) => !((ratios.at(-1) ?? NaN) <= ratioMax(guard)));
  }
  return suspects.map(({ guard, ratios }) => ({
    guard: guardName(guard),
    ratioMax: ratioMax(guard),
    ratios,
  }));
}
