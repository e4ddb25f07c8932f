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

/**
 * Names the states of a block and ties them together. Each leads on to the one behind it, where it leads anywhere; what
 * then nothing leads to is left out, and the last state ends.
 */
export function buildBlock(seeds: BlockSeed, prefix = 'S'): JsonObject {
  const tied = seeds.at(-1)?.fields['Type'] === 'Choice' ? [...seeds, succeed] : seeds;
  const name = (place: number) => `${prefix}${Math.min(Math.max(place, 0), tied.length - 1)}`;
  const states = new Map(
    tied.map((seed, place) => [name(place), buildState(seed, place, tied.length, name)] as const),
  );
  return { StartAt: name(0), States: reachedFrom(name(0), states) };
}

const succeed: StateSeed = {
  fields: { Type: 'Succeed' },
  inner: [],
  rules: [],
  catchers: [],
  jumps: [],
  isDefaulted: false,
};

function reachedFrom(start: string, states: ReadonlyMap<string, JsonObject>): JsonObject {
  const reached: Record<string, JsonObject> = {};
  const pending = [start];
  while (pending.length > 0) {
    const name = pending.pop() ?? '';
    const state = states.get(name);
    if (state === undefined || reached[name] !== undefined) continue;
    reached[name] = state;
    const { Next, Default, Choices, Catch } = state;
    const rules = [Choices, Catch].flatMap((each) => (each ?? []) as JsonObject[]);
    const targets = [Next, Default, ...rules.map((rule) => rule['Next'])];
    pending.push(...targets.filter((target) => typeof target === 'string'));
  }
  return reached;
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
