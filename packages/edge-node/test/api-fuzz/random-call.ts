import { OPERATIONS, type ApiOperation } from '@edgestep/gateway';
import fc from 'fast-check';

/** What a client sends: the operation that it asks for, and a body, which may be anything. */
export interface RandomCall {
  readonly operation: string;
  readonly body: string;
}

type Shape = (typeof OPERATIONS)[ApiOperation]['request']['members'][number]['shape'];
type Structure = Extract<Shape, { readonly kind: 'structure' }>;

/** A few resources, so that calls meet what other calls have made. */
const account = 'arn:aws:states:ZONE:000000000000';
const machineArns = ['m', 'm', 'e', 'm:1', 'm:live', 'gone'].map((name) => `${account}:stateMachine:${name}`);
const executionArns = ['m:x', 'm:x', 'm:y', 'e:x:1', 'gone:x'].map((name) => `${account}:execution:${name}`);
const activityArns = ['a', 'gone'].map((name) => `${account}:activity:${name}`);
const oddArns = [
  '',
  'arn',
  'arn:aws:states',
  'arn:aws:states:::',
  `${account}:mapRun:m/x:y`,
  `${account}:__proto__:a`,
];
const arns = [...machineArns, ...executionArns, ...activityArns, ...oddArns];

const task = { Type: 'Task', Resource: `${account}:activity:a`, TimeoutSeconds: 1, End: true };
const definitions = [
  { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
  { StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 1, End: true } } },
  { StartAt: 'A', States: { A: task } },
  {
    StartAt: 'A',
    States: {
      A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'B' }] },
      B: { Type: 'Fail' },
    },
  },
  {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: { A: { Type: 'Pass', Output: '{% $states.input.a %}', End: true } },
  },
  { Type: 'Pass', End: true },
  { ...task, TimeoutSeconds: 0 },
  {},
].map((definition) => JSON.stringify(definition));

/** Values that mean something, by the name of the member that they are for. */
const known: Readonly<Record<string, readonly unknown[]>> = {
  stateMachineArn: machineArns,
  stateMachineVersionArn: machineArns,
  stateMachineAliasArn: machineArns,
  executionArn: executionArns,
  activityArn: activityArns,
  mapRunArn: [...oddArns, ...executionArns],
  resourceArn: arns,
  roleArn: ['arn:aws:iam::000000000000:role/any', 'any'],
  name: ['m', 'm', 'e', 'a', 'x', 'y', 'live', '__proto__', 'n'.repeat(81), 'a b'],
  definition: [...definitions, '{', 'null', '[]', `${'['.repeat(2_000)}${']'.repeat(2_000)}`],
  input: [
    '{}',
    '{"a":1}',
    'null',
    '{',
    '',
    '"\\ud800"',
    `${'['.repeat(1_001)}${']'.repeat(1_001)}`,
    '{"__proto__":{"a":1}}',
  ],
  type: ['STANDARD', 'EXPRESS', 'NONE'],
  stateName: ['A', 'B', 'Nope'],
  maxResults: [0, 1, 1_000, 1_001, -1, 1e300],
};

const anything = fc.jsonValue({ maxDepth: 3 });

function valueOf(name: string, shape: Shape): fc.Arbitrary<unknown> {
  const values = known[name];
  const fitting = values === undefined ? fittingValue(shape) : fc.constantFrom(...values);
  return fc.oneof({ weight: 30, arbitrary: fitting }, { weight: 1, arbitrary: anything });
}

function fittingValue(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      return fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('{}', '1', '\ud800', 'x'.repeat(40_000)));
    case 'choice':
      return fc.constantFrom(...shape.values);
    case 'number':
      return fc.oneof(fc.integer(), fc.double(), fc.integer({ min: 0, max: 100 }));
    case 'flag':
      return fc.boolean();
    case 'list':
      return fc.array(fittingValue(shape.element), { maxLength: 3 });
    case 'structure':
      return membersOf(shape);
  }
}

/** Mostly with few of the members that need not be there: one that does not fit hides what the others would have done. */
function membersOf({ members }: Structure): fc.Arbitrary<Record<string, unknown>> {
  const values = members.map(({ name, shape, required }) => {
    const value = valueOf(name, shape).map((each) => [[name, each]] as const);
    const none = fc.constant([] as const);
    const [often, seldom] = required ? [value, none] : [none, value];
    return fc.oneof({ weight: required ? 40 : 5, arbitrary: often }, { weight: 1, arbitrary: seldom });
  });
  return fc.tuple(...values).map((each) => Object.fromEntries(each.flat()) as Record<string, unknown>);
}

const bodyText = fc.oneof(
  fc.constantFrom('', '{', '[]', 'null', '"text"', '{"a":1}}', `${'{"a":'.repeat(20_000)}`, '[1,', '\u0000'),
  anything.map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const operations = Object.keys(OPERATIONS) as ApiOperation[];
/** Calls that make what others ask for come more often than each of the others. */
const likely: readonly ApiOperation[] = [
  'CreateStateMachine',
  'CreateActivity',
  'StartExecution',
  'StartSyncExecution',
];

/** Calls of the API: mostly such as a client could mean, some that are none. `ZONE` stands for a zone in their ARNs. */
export const randomCall: fc.Arbitrary<RandomCall> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom(...operations, ...likely, ...likely).chain((operation) =>
      membersOf(OPERATIONS[operation].request as Structure).map((body) => ({
        operation,
        body: JSON.stringify(body),
      })),
    ),
  },
  { weight: 2, arbitrary: fc.record({ operation: fc.constantFrom(...operations), body: bodyText }) },
  {
    weight: 1,
    arbitrary: fc.record({ operation: fc.constantFrom('Nope', '__proto__', 'toString', ''), body: bodyText }),
  },
);
