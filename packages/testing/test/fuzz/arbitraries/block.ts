import type { Json, JsonObject } from '@edgestep/shared';

/** A state without its name and without what follows it. */
export interface StateSeed {
  /** Fields of the state; `inner` blocks are added by `build`. */
  readonly fields: JsonObject;
  /** The blocks of a Parallel, or the one of a Map. */
  readonly inner: readonly BlockSeed[];
  readonly processor?: JsonObject;
  /** Choice rules and catchers, without their Next. */
  readonly rules: readonly JsonObject[];
  readonly catchers: readonly JsonObject[];
  /** Where each transition leads, counted from this state; 0 is itself. */
  readonly jumps: readonly number[];
  readonly isDefaulted: boolean;
}

export type BlockSeed = readonly StateSeed[];

const withoutNext = new Set<Json | undefined>(['Succeed', 'Fail', 'Choice']);

/** Names the states of a block and ties them together. Every state is reached from the one before it. */
export function buildBlock(seeds: BlockSeed, prefix = 'S'): JsonObject {
  const name = (place: number) => `${prefix}${Math.min(Math.max(place, 0), seeds.length - 1)}`;
  const states = seeds.map(
    (seed, place) => [name(place), buildState(seed, place, seeds.length, name)] as const,
  );
  return { StartAt: name(0), States: Object.fromEntries(states) };
}

function buildState(
  seed: StateSeed,
  place: number,
  count: number,
  name: (place: number) => string,
): JsonObject {
  const { fields, inner, processor, rules, catchers, jumps } = seed;
  const target = (rule: number) => name(place + (jumps[rule % Math.max(jumps.length, 1)] ?? 1));
  const isLast = place === count - 1;
  const type = fields['Type'];
  return {
    ...fields,
    ...(type === 'Parallel'
      ? { Branches: inner.map((block, at) => buildBlock(block, `${name(place)}b${at}-`)) }
      : {}),
    ...(type === 'Map'
      ? { ItemProcessor: { ...processor, ...buildBlock(inner[0] ?? [], `${name(place)}i-`) } }
      : {}),
    ...(type === 'Choice'
      ? {
          Choices: rules.map((rule, at) => ({ ...rule, Next: at === 0 ? name(place + 1) : target(at) })),
          ...(seed.isDefaulted ? { Default: name(place + 1) } : {}),
        }
      : {}),
    ...(catchers.length > 0 ? { Catch: catchers.map((each, at) => ({ ...each, Next: target(at) })) } : {}),
    ...(withoutNext.has(type) ? {} : isLast ? { End: true } : { Next: name(place + 1) }),
  };
}
