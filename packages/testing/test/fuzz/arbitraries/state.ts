import type { Json, JsonObject } from '@edgestep/shared';
import fc from 'fast-check';

import type { BlockSeed, StateSeed } from './block.ts';
import { choiceRule } from './choice-rule.ts';
import { json } from './json.ts';
import { goodPath } from './path-text.ts';
import { jsonata, jsonataTemplate, pathTemplate } from './query-texts.ts';

type Fields = Readonly<Record<string, fc.Arbitrary<Json>>>;

/** Each field is there or is not. */
const some = (fields: Fields) => fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;
const all = (fields: Fields) => fc.record(fields) as fc.Arbitrary<JsonObject>;
const merged = (...parts: fc.Arbitrary<JsonObject>[]) =>
  fc.tuple(...parts).map((each) => Object.assign({}, ...each) as JsonObject);
/** Exactly one of these groups of fields. */
const oneOf = (...groups: Fields[]) => fc.oneof(...groups.map(all));

const seconds = fc.constantFrom(0, 1, 60, 86_400 * 7, 99_999_999);
const positive = fc.constantFrom(1, 5, 60, 99_999_999);
const reference = fc.constantFrom('$', '$.a', '$.c.d', null);
const path = fc.oneof(goodPath, fc.constant(null));
const timestamp = fc.constantFrom('2026-01-02T00:00:00Z', '2020-01-01T00:00:00.25Z');
const errors = fc.constantFrom(
  ['States.ALL'],
  ['States.TaskFailed', 'E'],
  ['States.Timeout'],
  ['States.Runtime'],
  ['E'],
);
const retry = fc.array(
  merged(
    all({ ErrorEquals: fc.constantFrom(['E'], ['States.Timeout', 'F'], ['States.TaskFailed']) }),
    some({
      IntervalSeconds: positive,
      MaxAttempts: fc.constantFrom(0, 1, 3),
      BackoffRate: fc.constantFrom(1, 2.5),
      MaxDelaySeconds: fc.constantFrom(10, 31_622_400),
      JitterStrategy: fc.constantFrom('FULL', 'NONE'),
    }),
  ),
  { minLength: 1, maxLength: 2 },
) as fc.Arbitrary<Json>;

const pathFields = some({ InputPath: path, OutputPath: path, ResultPath: reference });
const assigned = (value: fc.Arbitrary<Json>) =>
  fc.dictionary(fc.constantFrom('v', 'w'), value, { maxKeys: 2 });
const assignPath = some({
  Assign: fc.dictionary(fc.constantFrom('v.$', 'w.$'), goodPath, { maxKeys: 2 }) as fc.Arbitrary<Json>,
});
const assignJsonata = some({
  Assign: assigned(jsonataTemplate) as fc.Arbitrary<Json>,
  Output: jsonataTemplate,
});

/** How the fields of the two query languages are filled. */
interface Dialect {
  /** What a task hands over. */
  readonly payload: 'Parameters' | 'Arguments';
  readonly common: fc.Arbitrary<JsonObject>;
  readonly states: readonly fc.Arbitrary<JsonObject>[];
  readonly rule: fc.Arbitrary<JsonObject>;
  readonly catcher: fc.Arbitrary<JsonObject>;
  readonly task: fc.Arbitrary<JsonObject>;
  readonly flow: fc.Arbitrary<JsonObject>;
  readonly map: fc.Arbitrary<JsonObject>;
}

const typed = (Type: string, fields: fc.Arbitrary<JsonObject> = fc.constant({})) =>
  fields.map((each) => ({ Type, ...each }));

export const jsonPathDialect: Dialect = {
  payload: 'Parameters',
  common: fc.constant({}),
  states: [
    typed(
      'Pass',
      merged(pathFields, assignPath, fc.oneof(some({ Result: json }), some({ Parameters: pathTemplate }))),
    ),
    typed('Succeed', some({ InputPath: path, OutputPath: path })),
    typed(
      'Wait',
      merged(
        assignPath,
        oneOf(
          { Seconds: seconds },
          { Timestamp: timestamp },
          { SecondsPath: goodPath },
          { TimestampPath: goodPath },
        ),
      ),
    ),
    typed(
      'Fail',
      merged(
        fc.oneof(some({ Error: fc.constant('E') }), all({ ErrorPath: goodPath })),
        fc.oneof(some({ Cause: fc.constant('because') }), all({ CausePath: goodPath })),
      ),
    ),
  ],
  rule: choiceRule,
  catcher: merged(all({ ErrorEquals: errors }), some({ ResultPath: reference })),
  task: merged(
    pathFields,
    assignPath,
    some({ Parameters: pathTemplate, ResultSelector: pathTemplate, Retry: retry }),
    fc.oneof(some({ TimeoutSeconds: positive }), all({ TimeoutSecondsPath: goodPath })),
  ),
  flow: merged(pathFields, assignPath, some({ ResultSelector: pathTemplate, Retry: retry })),
  map: some({ ItemsPath: goodPath, ItemSelector: pathTemplate, MaxConcurrency: fc.constantFrom(0, 1, 2) }),
};

export const jsonataDialect: Dialect = {
  payload: 'Arguments',
  common: fc.constant({ QueryLanguage: 'JSONata' }),
  states: [
    typed('Pass', assignJsonata),
    typed('Succeed', some({ Output: jsonataTemplate })),
    typed(
      'Wait',
      merged(
        assignJsonata,
        oneOf({ Seconds: fc.oneof(seconds, jsonata) }, { Timestamp: fc.oneof(timestamp, jsonata) }),
      ),
    ),
    typed('Fail', some({ Error: jsonata, Cause: jsonata })),
  ],
  rule: merged(all({ Condition: jsonata }), some({ Output: jsonataTemplate })),
  catcher: merged(all({ ErrorEquals: errors }), assignJsonata),
  task: merged(
    assignJsonata,
    some({ Arguments: jsonataTemplate, Retry: retry, TimeoutSeconds: fc.oneof(positive, jsonata) }),
  ),
  flow: merged(assignJsonata, some({ Retry: retry })),
  map: some({
    Items: fc.oneof(jsonata, fc.constant([1, 2])),
    ItemSelector: jsonataTemplate,
    MaxConcurrency: fc.constantFrom(0, 1, 2),
  }),
};

const resource = fc.constantFrom(
  'arn:aws:lambda:z:000000000000:function:f',
  'arn:aws:states:z:000000000000:activity:act',
  'arn:aws:states:::lambda:invoke.waitForTaskToken',
);

/** An integration is told which function it calls; what there is else becomes the payload. */
function callable(task: JsonObject, field: Dialect['payload']): JsonObject {
  const called = task['Resource'];
  if (typeof called !== 'string' || !called.includes(':::')) return task;
  return { ...task, [field]: { FunctionName: 'f', Payload: task[field] ?? {} } };
}

const callableTask = (dialect: Dialect) =>
  merged(all({ Resource: resource }), dialect.task).map((task) => callable(task, dialect.payload));

/** Mostly forward; seldom back, which makes a loop that the length of the history ends. */
const jumps = fc.array(fc.constantFrom(1, 1, 1, 1, 2, 2, 3, -1), { minLength: 1, maxLength: 3 });

function seed(
  dialect: Dialect,
  fields: fc.Arbitrary<JsonObject>,
  parts: SeedParts = {},
): fc.Arbitrary<StateSeed> {
  return fc.record({
    fields: merged(dialect.common, fields),
    inner: parts.inner ?? fc.constant([]),
    processor: parts.processor ?? fc.constant({}),
    rules: parts.rules ?? fc.constant([]),
    catchers: parts.canCatch === true ? fc.array(dialect.catcher, { maxLength: 2 }) : fc.constant([]),
    jumps,
    isDefaulted: fc.boolean(),
  });
}

interface SeedParts {
  readonly inner?: fc.Arbitrary<readonly BlockSeed[]>;
  readonly processor?: fc.Arbitrary<JsonObject>;
  readonly rules?: fc.Arbitrary<readonly JsonObject[]>;
  readonly canCatch?: boolean;
}

const processor = fc.constantFrom<JsonObject>(
  {},
  {},
  { ProcessorConfig: { Mode: 'INLINE' } },
  { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
);

/** A state of a dialect whose inner blocks are the given ones. */
export function stateSeed(dialect: Dialect, block: fc.Arbitrary<BlockSeed>): fc.Arbitrary<StateSeed> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.oneof(...dialect.states.map((fields) => seed(dialect, fields))) },
    {
      weight: 4,
      arbitrary: seed(dialect, typed('Task', callableTask(dialect)), {
        canCatch: true,
      }),
    },
    {
      weight: 2,
      arbitrary: seed(dialect, typed('Choice'), {
        rules: fc.array(dialect.rule, { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: seed(dialect, typed('Parallel', dialect.flow), {
        inner: fc.array(block, { minLength: 1, maxLength: 3 }),
        canCatch: true,
      }),
    },
    {
      weight: 1,
      arbitrary: seed(dialect, typed('Map', merged(dialect.flow, dialect.map)), {
        inner: fc.tuple(block),
        processor,
        canCatch: true,
      }),
    },
  );
}
