import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';
import fc from 'fast-check';

import { seededRandom, type ScriptedOutcome, type TaskScript } from './run-in-memory.ts';

type StateJson = { readonly [key: string]: Json };
/** A state before it is known what comes after it. `next`: the names of all states behind it. */
type Sketch = (name: string, next: readonly string[]) => StateJson;

/** What every block is entered with: enough for every state below to find what it reads. */
export const RANDOM_INPUT: Json = { n: 1, items: ['a', 'b', 'c'], flag: true };

const ERRORS = ['Red', 'Blue', 'States.Timeout'] as const;

function ending(next: readonly string[]): StateJson {
  return next[0] === undefined ? { End: true } : { Next: next[0] };
}

const retry = fc.record({
  ErrorEquals: fc.constantFrom(['Red'], ['Blue', 'Red'], ['States.ALL']),
  IntervalSeconds: fc.integer({ min: 1, max: 3 }),
  MaxAttempts: fc.integer({ min: 0, max: 2 }),
  BackoffRate: fc.constantFrom(1, 2),
});

const recovery = fc.record({
  retry: fc.option(retry, { nil: undefined }),
  catches: fc.boolean(),
});

function recovers(
  { retry: retrier, catches }: { retry: StateJson | undefined; catches: boolean },
  next: readonly string[],
): StateJson {
  const target = next.at(-1);
  return {
    ...(retrier === undefined ? {} : { Retry: [retrier] }),
    ...(catches && target !== undefined
      ? { Catch: [{ ErrorEquals: ['States.ALL'], Next: target, ResultPath: '$.caught' }] }
      : {}),
  };
}

/** A variable of the state's own block: inner blocks must not assign those of outer ones. */
function variableOf(name: string): string {
  return `seen_${name.slice(0, name.lastIndexOf('.')).replaceAll('.', '_')}`;
}

const pass: fc.Arbitrary<Sketch> = fc
  .record({ result: fc.jsonValue({ maxDepth: 1 }), assigns: fc.boolean() })
  .map(({ result, assigns }) => (name, next) => ({
    Type: 'Pass',
    Result: result as Json,
    ResultPath: '$.passed',
    ...(assigns ? { Assign: { [`${variableOf(name)}.$`]: '$.n' } } : {}),
    ...ending(next),
  }));

const jsonataPass: fc.Arbitrary<Sketch> = fc.constant((_name, next) => ({
  Type: 'Pass',
  QueryLanguage: 'JSONata',
  Output: "{% $merge([$states.input, {'sum': $states.input.n + 1}]) %}",
  ...ending(next),
}));

const task: fc.Arbitrary<Sketch> = fc
  .record({ recovery, heartbeat: fc.boolean(), activity: fc.boolean() })
  .map(({ recovery: how, heartbeat, activity }) => (name, next) => ({
    Type: 'Task',
    Resource: activity
      ? `arn:aws:states:dallas:000000000000:activity:${name}`
      : `arn:aws:lambda:dallas:000000000000:function:${name}`,
    TimeoutSeconds: 20,
    ...(heartbeat ? { HeartbeatSeconds: 7 } : {}),
    ResultPath: '$.result',
    ...recovers(how, next),
    ...ending(next),
  }));

const wait: fc.Arbitrary<Sketch> = fc
  .integer({ min: 0, max: 9 })
  .map((seconds) => (_name, next) => ({ Type: 'Wait', Seconds: seconds, ...ending(next) }));

const choice: fc.Arbitrary<Sketch> = fc.boolean().map((flag) => (_name, next) => {
  const [first] = next;
  // A Choice has no end of its own.
  if (first === undefined) return { Type: 'Succeed' };
  return {
    Type: 'Choice',
    Choices: [{ Variable: '$.flag', BooleanEquals: flag, Next: next.at(-1) ?? first }],
    Default: first,
  };
});

const succeed: fc.Arbitrary<Sketch> = fc.constant(() => ({ Type: 'Succeed' }));

const fail: fc.Arbitrary<Sketch> = fc
  .constantFrom(...ERRORS)
  .map((error) => () => ({ Type: 'Fail', Error: error, Cause: 'by design' }));

interface BlockJson {
  readonly [key: string]: Json;
}

function flow(depth: number): fc.Arbitrary<Sketch> {
  const inner = block(depth - 1);
  const parallel = fc
    .record({ branches: fc.array(inner, { minLength: 1, maxLength: 3 }), recovery })
    .map(({ branches, recovery: how }): Sketch => (name, next) => ({
      Type: 'Parallel',
      Branches: branches.map((branch, index) => branch(`${name}.${index}.`)),
      ResultPath: '$.branches',
      ...recovers(how, next),
      ...ending(next),
    }));
  const map = fc
    .record({ processor: inner, concurrency: fc.integer({ min: 0, max: 2 }), recovery })
    .map(({ processor, concurrency, recovery: how }): Sketch => (name, next) => ({
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'n.$': '$$.Map.Item.Index', items: ['x', 'y'], flag: false },
      MaxConcurrency: concurrency,
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...processor(`${name}.`) },
      ResultPath: '$.mapped',
      ...recovers(how, next),
      ...ending(next),
    }));
  return fc.oneof(parallel, map);
}

/** A block of states whose names begin with a prefix: names are unique in the whole definition. */
type BlockSketch = (prefix: string) => BlockJson;

function block(depth: number): fc.Arbitrary<BlockSketch> {
  const simple = [
    { weight: 3, arbitrary: pass },
    { weight: 1, arbitrary: jsonataPass },
    { weight: 5, arbitrary: task },
    { weight: 2, arbitrary: wait },
    { weight: 2, arbitrary: choice },
    { weight: 1, arbitrary: succeed },
    { weight: 1, arbitrary: fail },
  ];
  const sketch = fc.oneof(...simple, ...(depth > 0 ? [{ weight: 4, arbitrary: flow(depth) }] : []));
  return fc.array(sketch, { minLength: 1, maxLength: 4 }).map((sketches) => (prefix) => {
    const names = sketches.map((_, index) => `${prefix}${index}`);
    const states = new Map(
      sketches.map((make, index) => {
        const name = names[index] ?? '';
        return [name, make(name, names.slice(index + 1))];
      }),
    );
    const [startAt = ''] = names;
    return { StartAt: startAt, States: Object.fromEntries(reachable(startAt, states)) as Json };
  });
}

/** The states that the first one leads to; others would be refused. */
function reachable(startAt: string, states: ReadonlyMap<string, StateJson>): [string, StateJson][] {
  const found = new Set([startAt]);
  for (const name of found) {
    const { Next, Default, Choices, Catch } = states.get(name) ?? {};
    const rules = [Choices, Catch].flatMap((list) => (isJsonArray(list) ? list : []));
    const targets = [Next, Default, ...rules.map((rule) => (isJsonObject(rule) ? rule['Next'] : undefined))];
    for (const target of targets) if (typeof target === 'string') found.add(target);
  }
  return [...states].filter(([name]) => found.has(name));
}

/** Definitions over all eight states, nested two deep, with retriers and catchers. */
export const randomMachine: fc.Arbitrary<BlockJson> = fc
  .tuple(block(2), fc.option(fc.integer({ min: 10, max: 90 }), { nil: undefined }))
  .map(([machine, timeout]) => ({
    ...machine('S'),
    ...(timeout === undefined ? {} : { TimeoutSeconds: timeout }),
  }));

/** Tasks that succeed, fail, dawdle or never answer, all by the seed. */
export function randomTasks(seed: number): TaskScript {
  const random = seededRandom(seed);
  return (): ScriptedOutcome => {
    const afterMs = Math.floor(random() * 12_000);
    const dice = random();
    if (dice < 0.55) return { output: { dice: Math.floor(dice * 100) }, afterMs };
    if (dice < 0.65) return { output: 'at once' };
    if (dice < 0.9) return { error: dice < 0.78 ? 'Red' : 'Blue', cause: 'by the dice', afterMs };
    return { never: true };
  };
}
