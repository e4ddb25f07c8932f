import type { Json, JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { distributedMap, end, machineOf, map, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const schema = 'SCHEMA_VALIDATION_FAILED';
const next = { Next: 'End' };
const ending = { End: end };

function wait(fields: JsonObject): JsonObject {
  return { Type: 'Wait', End: true, ...fields };
}

describe('the top level', () => {
  it.each<[JsonObject, string]>([
    [{ StartAt: 'A' }, 'These fields are required: [States] at /'],
    [{}, 'These fields are required: [StartAt, States] at /'],
    [{ ...machineOf(end), Coment: 'x' }, "Field 'Coment' is not supported at /"],
    [{ ...machineOf(end), Version: '2.0' }, 'Value should be one of the following: [1.0] at /Version'],
    [{ ...machineOf(end), TimeoutSeconds: 1.5 }, 'Expected value of type Integer at /TimeoutSeconds'],
    [{ ...machineOf(end), TimeoutSeconds: -1 }, 'Minimum value is 0 at /TimeoutSeconds'],
    [
      { ...machineOf(end), QueryLanguage: 'XPath' },
      'Value should be one of the following: [JSONPath, JSONata] at /QueryLanguage',
    ],
    [{ ...machineOf(end), QueryLanguage: 5 }, 'Expected value of type [STRING] at /QueryLanguage'],
    [{ StartAt: 'A', States: [] }, 'Expected value of type [OBJECT] at /States'],
    [{ StartAt: 'A', States: {} }, 'Value cannot be empty at /States'],
    [{ StartAt: 'A', States: { A: 'Pass' } }, 'Expected value of type [OBJECT] at /States/A'],
    [{ StartAt: 7, States: { A: end } }, 'Expected value of type [STRING] at /StartAt'],
  ])('%j', (definition, finding) => {
    expect(errorsOf(definition)).toEqual([`${schema}: ${finding}`]);
  });
});

describe('every state', () => {
  it.each<[JsonObject, string]>([
    [{ End: true }, 'These fields are required: [Type] at /States/State'],
    [
      { Type: 'Sleep', End: true },
      'Value should be one of the following: [Choice, Fail, Map, Parallel, Pass, Succeed, Task, Wait] at /States/State/Type',
    ],
    [{ Type: 3, End: true }, 'Expected value of type [STRING] at /States/State/Type'],
    [{ ...end, Comment: 1 }, 'Expected value of type [STRING] at /States/State/Comment'],
    [
      { Type: 'Pass' },
      'This object should have only one of the following fields: [Next, End] at /States/State',
    ],
    [
      { Type: 'Pass', End: false },
      'This object should have only one of the following fields: [Next, End] at /States/State',
    ],
    [{ ...end, ...next }, 'There should only be one of the following fields: [Next, End] at /States/State'],
    [{ ...end, InputPath: 1 }, 'Expected value of type [STRING, NULL] at /States/State/InputPath'],
    [{ ...end, Assign: 1 }, 'Expected value of type [OBJECT] at /States/State/Assign'],
  ])('%j', (state, finding) => {
    expect(errorsOf(machineOf(state, ending))).toEqual([`${schema}: ${finding}`]);
  });

  it('may say that it does not end, and where it leads', () => {
    expect(errorsOf(machineOf({ Type: 'Pass', End: false, ...next }, ending))).toEqual([]);
  });
});

describe('fields and the types of states', () => {
  const states: Readonly<Record<string, JsonObject>> = {
    Task: task(),
    Pass: end,
    Wait: wait({ Seconds: 1 }),
    Choice: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'End' }] },
    Succeed: { Type: 'Succeed' },
    Fail: { Type: 'Fail' },
    Parallel: { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: end } }], End: true },
    Map: map(),
  };
  const fields: Readonly<Record<string, { readonly value: Json; readonly on: string }>> = {
    TimeoutSeconds: { value: 5, on: 'Task' },
    Catch: { value: [], on: 'Task Parallel Map' },
    Retry: { value: [], on: 'Task Parallel Map' },
    ResultPath: { value: '$', on: 'Task Pass Parallel Map' },
    ResultSelector: { value: {}, on: 'Task Parallel Map' },
    Result: { value: 1, on: 'Pass' },
    Assign: { value: {}, on: 'Task Pass Wait Choice Parallel Map' },
    InputPath: { value: '$', on: 'Task Pass Wait Choice Succeed Parallel Map' },
    Default: { value: 'End', on: 'Choice' },
    Cause: { value: 'c', on: 'Fail' },
    MaxConcurrency: { value: 0, on: 'Map' },
    Resource: { value: 'arn:aws:lambda:us-east-1:000000000000:function:f', on: 'Task' },
  };
  const cells = Object.keys(fields).flatMap((field) =>
    Object.keys(states).map((type) => [field, type] as const),
  );

  it.each(cells)('%s on %s', (field, type) => {
    const others = type === 'Choice' || field === 'Default' ? ending : {};
    const definition = machineOf({ ...states[type], [field]: fields[field]?.value ?? null }, others);
    const expected =
      fields[field]?.on.split(' ').includes(type) === true
        ? []
        : [`${schema}: Field '${field}' is not supported at /States/State`];
    expect(errorsOf(definition).filter((error) => error.includes(field))).toEqual(expected);
  });
});

describe('a Task', () => {
  it.each<[JsonObject, string]>([
    [{ Type: 'Task', End: true }, 'These fields are required: [Resource] at /States/State'],
    [task({ TimeoutSeconds: 0 }), 'Minimum value is 1 at /States/State/TimeoutSeconds'],
    [task({ TimeoutSeconds: 100_000_000 }), 'Maximum value is 99999999 at /States/State/TimeoutSeconds'],
    [task({ TimeoutSeconds: '$.x' }), 'Expected value of type Integer at /States/State/TimeoutSeconds'],
    [task({ HeartbeatSeconds: 1.5 }), 'Expected value of type Integer at /States/State/HeartbeatSeconds'],
    [
      task({ TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' }),
      'There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath] at /States/State',
    ],
    [task({ Credentials: 'role' }), 'Expected value of type [OBJECT] at /States/State/Credentials'],
    [task({ Retry: {} }), 'Expected value of type [ARRAY] at /States/State/Retry'],
    [task({ Retry: [7] }), 'Expected value of type [OBJECT] at /States/State/Retry[0]'],
    [task({ Retry: [{}] }), 'These fields are required: [ErrorEquals] at /States/State/Retry[0]'],
    [task({ Retry: [{ ErrorEquals: [] }] }), 'Value cannot be empty at /States/State/Retry[0]/ErrorEquals'],
    [
      task({ Retry: [{ ErrorEquals: [1] }] }),
      'Expected value of type [STRING] at /States/State/Retry[0]/ErrorEquals[0]',
    ],
    [
      task({ Retry: [{ ErrorEquals: ['a'], MaxAttempts: -1 }] }),
      'Minimum value is 0 at /States/State/Retry[0]/MaxAttempts',
    ],
    [
      task({ Retry: [{ ErrorEquals: ['a'], BackoffRate: 0.5 }] }),
      'Minimum value is 1.0 at /States/State/Retry[0]/BackoffRate',
    ],
    [
      task({ Retry: [{ ErrorEquals: ['a'], MaxDelaySeconds: 31_622_401 }] }),
      'Maximum value is 31622400 at /States/State/Retry[0]/MaxDelaySeconds',
    ],
    [
      task({ Retry: [{ ErrorEquals: ['a'], JitterStrategy: 'HALF' }] }),
      'Value should be one of the following: [NONE, FULL] at /States/State/Retry[0]/JitterStrategy',
    ],
    [
      task({ Catch: [{ ErrorEquals: ['a'] }] }),
      'These fields are required: [Next] at /States/State/Catch[0]',
    ],
    [
      task({ Catch: [{ ErrorEquals: ['a'], Next: 'End', _comment: 'x' }] }),
      "Field '_comment' is not supported at /States/State/Catch[0]",
    ],
  ])('%j', (state, finding) => {
    expect(errorsOf(machineOf(state, ending)).slice(0, 1)).toEqual([`${schema}: ${finding}`]);
  });

  it('may have retriers that do not wait, and empty lists of handlers', () => {
    expect(
      errorsOf(machineOf(task({ Retry: [{ ErrorEquals: ['a'], IntervalSeconds: 0 }], Catch: [] }))),
    ).toEqual([]);
  });
});

describe('a Wait', () => {
  const one = '[SecondsPath, Seconds, TimestampPath, Timestamp] at /States/State';

  it.each<[JsonObject, string]>([
    [wait({}), `This object should have only one of the following fields: ${one}`],
    [
      wait({ Seconds: 1, Timestamp: '2026-01-01T00:00:00Z' }),
      `There should only be one of the following fields: ${one}`,
    ],
    [wait({ Seconds: 10_000_000_000 }), 'Maximum value is 99999999 at /States/State/Seconds'],
    [wait({ Seconds: '1' }), 'Expected value of type Integer at /States/State/Seconds'],
  ])('%j', (state, finding) => {
    expect(errorsOf(machineOf(state))).toEqual([`${schema}: ${finding}`]);
  });

  it('may have seconds of zero', () => {
    expect(errorsOf(machineOf(wait({ Seconds: 0 })))).toEqual([]);
  });
});

describe('a Parallel', () => {
  it.each<[Json, string]>([
    [[], 'Value cannot be empty at /States/State/Branches'],
    [[{ StartAt: 'B' }], 'These fields are required: [States] at /States/State/Branches[0]'],
    [
      [{ StartAt: 'B', States: { B: end }, QueryLanguage: 'JSONata' }],
      "Field 'QueryLanguage' is not supported at /States/State/Branches[0]",
    ],
    [
      [{ StartAt: 'B', States: { B: { Type: 'Pass' } } }],
      'This object should have only one of the following fields: [Next, End] at /States/State/Branches[0]/States/B',
    ],
  ])('%j', (branches, finding) => {
    expect(errorsOf(machineOf({ Type: 'Parallel', Branches: branches, End: true }))).toEqual([
      `${schema}: ${finding}`,
    ]);
  });
});

describe('a Map', () => {
  const processor = { StartAt: 'Each', States: { Each: end } };

  it.each<[JsonObject, string]>([
    [
      { Type: 'Map', End: true },
      'This object should have only one of the following fields: [ItemProcessor, Iterator] at /States/State',
    ],
    [
      map({ Iterator: { StartAt: 'I', States: { I: end } } }),
      'There should only be one of the following fields: [ItemProcessor, Iterator] at /States/State',
    ],
    [
      map({ ItemProcessor: { ...processor, QueryLanguage: 'JSONata' } }),
      "Field 'QueryLanguage' is not supported at /States/State/ItemProcessor",
    ],
    [
      map({ ItemProcessor: { ...processor, ProcessorConfig: { Mode: 'DISTRIBUTED' } } }),
      'These fields are required: [ExecutionType] at /States/State/ItemProcessor/ProcessorConfig',
    ],
    [
      map({
        ItemProcessor: { ...processor, ProcessorConfig: { Mode: 'INLINE', ExecutionType: 'STANDARD' } },
      }),
      "Field 'ExecutionType' is not supported at /States/State/ItemProcessor/ProcessorConfig",
    ],
    [
      map({ ItemProcessor: { ...processor, ProcessorConfig: { Mode: 'REMOTE' } } }),
      'Value should be one of the following: [INLINE, DISTRIBUTED] at /States/State/ItemProcessor/ProcessorConfig/Mode',
    ],
    [map({ MaxConcurrency: -1 }), 'Minimum value is 0 at /States/State/MaxConcurrency'],
    [
      map({ MaxConcurrency: 1, MaxConcurrencyPath: '$.m' }),
      'There should only be one of the following fields: [MaxConcurrency, MaxConcurrencyPath] at /States/State',
    ],
    [
      map({ ItemSelector: {}, Parameters: {} }),
      'There should only be one of the following fields: [ItemSelector, Parameters] at /States/State',
    ],
    [
      distributedMap({ ToleratedFailurePercentage: 100.5 }),
      'Maximum value is 100.0 at /States/State/ToleratedFailurePercentage',
    ],
    [
      distributedMap({ ToleratedFailurePercentage: -0.5 }),
      'Minimum value is 0.0 at /States/State/ToleratedFailurePercentage',
    ],
    [distributedMap({ ItemReader: {} }), 'These fields are required: [Resource] at /States/State/ItemReader'],
    [
      distributedMap({
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'CSV' } },
      }),
      "The field 'CSVHeaderLocation' is required at /States/State/ItemReader/ReaderConfig",
    ],
    [
      distributedMap({
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSON', CSVHeaderLocation: 'FIRST_ROW' },
        },
      }),
      "Field 'CSVHeaderLocation' is not supported at /States/State/ItemReader/ReaderConfig",
    ],
    [
      distributedMap({
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'GIVEN' },
        },
      }),
      'These fields are required: [CSVHeaders] at /States/State/ItemReader/ReaderConfig',
    ],
    [
      distributedMap({
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { MaxItems: 100_000_001 } },
      }),
      'Maximum value is 100000000 at /States/State/ItemReader/ReaderConfig/MaxItems',
    ],
    [
      distributedMap({ ItemBatcher: { MaxInputBytesPerBatch: 262_145 } }),
      'Maximum value is 262144 at /States/State/ItemBatcher/MaxInputBytesPerBatch',
    ],
    [
      distributedMap({ ResultWriter: {} }),
      'These fields are required: [Resource] at /States/State/ResultWriter',
    ],
    [
      distributedMap({ ResultWriter: { WriterConfig: { Transformation: 'COMPACT' } } }),
      'These fields are required: [OutputType] at /States/State/ResultWriter/WriterConfig',
    ],
  ])('%j', (state, finding) => {
    expect(errorsOf(machineOf(state))).toEqual([`${schema}: ${finding}`]);
  });
});

describe('a Fail', () => {
  it('has a text or a path for each of its two fields', () => {
    expect(
      errorsOf(machineOf({ Type: 'Fail', Error: 'e', ErrorPath: '$.e', Cause: 'c', CausePath: '$.c' })),
    ).toEqual([
      `${schema}: There should only be one of the following fields: [Error, ErrorPath] at /States/State`,
      `${schema}: There should only be one of the following fields: [Cause, CausePath] at /States/State`,
    ]);
  });
});
