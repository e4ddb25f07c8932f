import type { Json, JsonObject } from '@edgestep/shared';

/** A state that ends its block and asks for nothing. */
export const end: JsonObject = { Type: 'Pass', End: true };

/** A state machine of one state, `State`, and whatever else it leads to. */
export function machineOf(state: JsonObject, others: JsonObject = {}, top: JsonObject = {}): JsonObject {
  return { ...top, StartAt: 'State', States: { State: state, ...others } };
}

/** The same, in JSONata. */
export function jsonataMachineOf(state: JsonObject, others: JsonObject = {}): JsonObject {
  return machineOf(state, others, { QueryLanguage: 'JSONata' });
}

/** A task that is right but for what is given. */
export function task(fields: Readonly<Record<string, Json>> = {}): JsonObject {
  return {
    Type: 'Task',
    Resource: 'arn:aws:lambda:los-angeles:000000000000:function:work',
    End: true,
    ...fields,
  };
}

/** An inline Map that is right but for what is given. */
export function map(fields: Readonly<Record<string, Json>> = {}): JsonObject {
  return { Type: 'Map', ItemProcessor: { StartAt: 'Each', States: { Each: end } }, End: true, ...fields };
}

/** A Map whose iterations are executions of their own. */
export function distributedMap(
  fields: Readonly<Record<string, Json>> = {},
  executionType = 'STANDARD',
): JsonObject {
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: executionType },
    StartAt: 'Each',
    States: { Each: end },
  };
  return { Type: 'Map', ItemProcessor, End: true, ...fields };
}

/** Every state type, every field of JSONPath, without fault. */
export const everythingInJsonPath: JsonObject = {
  Comment: 'All that JSONPath has',
  StartAt: 'Ask',
  TimeoutSeconds: 3600,
  Version: '1.0',
  QueryLanguage: 'JSONPath',
  States: {
    Ask: {
      Type: 'Task',
      Comment: 'asks',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      InputPath: '$.order',
      Parameters: {
        'FunctionName.$': '$.name',
        Payload: { 'token.$': '$$.Task.Token', fixed: [1, { 'x.$': '$x' }] },
      },
      ResultSelector: { 'answer.$': '$.Payload' },
      ResultPath: '$.asked',
      OutputPath: '$',
      TimeoutSecondsPath: '$.limits.timeout',
      HeartbeatSecondsPath: '$beat',
      Credentials: { 'RoleArn.$': '$.role' },
      Assign: { 'x.$': "States.Format('{}', $.name)", constant: 1 },
      Retry: [
        {
          ErrorEquals: ['States.Timeout'],
          IntervalSeconds: 2,
          MaxAttempts: 5,
          BackoffRate: 1.5,
          MaxDelaySeconds: 60,
          JitterStrategy: 'FULL',
          Comment: 'again',
        },
        { ErrorEquals: ['States.ALL'] },
      ],
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Next: 'Give up',
          ResultPath: '$.error',
          Assign: { 'seen.$': '$' },
          Comment: 'no',
        },
      ],
      Next: 'Decide',
    },
    Decide: {
      Type: 'Choice',
      Choices: [
        {
          Variable: '$.asked.answer',
          StringMatches: 'yes*',
          Next: 'Fork',
          Assign: { chosen: true },
          Comment: 'yes',
        },
        {
          And: [
            { Variable: '$.n', NumericGreaterThan: 3 },
            { Not: { Variable: '$.m', BooleanEqualsPath: '$.flag' } },
          ],
          Next: 'Pause',
        },
        {
          Or: [
            { Variable: '$.at', TimestampLessThan: '2026-01-01T00:00:00Z' },
            { Variable: '$.gone', IsPresent: false },
          ],
          Next: 'Shape',
        },
      ],
      Default: 'Done',
    },
    Pause: { Type: 'Wait', SecondsPath: '$.pause', Next: 'Wait long' },
    'Wait long': { Type: 'Wait', Timestamp: '2026-01-01T00:00:00+01:00', Next: 'Shape' },
    Shape: {
      Type: 'Pass',
      Result: { a: 1 },
      ResultPath: '$.shape',
      InputPath: null,
      OutputPath: null,
      Next: 'Each one',
    },
    Fork: {
      Type: 'Parallel',
      Branches: [
        {
          Comment: 'left',
          StartAt: 'Left',
          States: { Left: { Type: 'Pass', Parameters: { 'a.$': '$$.Execution.Id' }, End: true } },
        },
        { StartAt: 'Right', States: { Right: { Type: 'Succeed', InputPath: '$.r', OutputPath: '$' } } },
      ],
      Parameters: { 'all.$': '$' },
      ResultSelector: { 'both.$': '$' },
      ResultPath: null,
      Retry: [],
      Catch: [],
      Next: 'Each one',
    },
    'Each one': {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'item.$': '$$.Map.Item.Value' },
      MaxConcurrency: 2,
      ToleratedFailureCount: 1,
      ToleratedFailurePercentagePath: '$.tolerated',
      Label: 'label-1',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        Parameters: { 'Bucket.$': '$.bucket', Key: 'k' },
        ReaderConfig: {
          InputType: 'CSV',
          CSVHeaderLocation: 'GIVEN',
          CSVHeaders: ['a'],
          CSVDelimiter: 'TAB',
          MaxItemsPath: '$.max',
        },
      },
      ItemBatcher: {
        MaxItemsPerBatch: 10,
        MaxInputBytesPerBatchPath: '$.bytes',
        BatchInput: { 'b.$': '$.b' },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'b', 'Prefix.$': '$.prefix' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Work',
        States: {
          Work: {
            Type: 'Task',
            Resource: 'arn:aws:lambda:los-angeles:000000000000:function:work',
            End: true,
          },
        },
      },
      Next: 'Older',
    },
    Older: {
      Type: 'Map',
      ItemsPath: '$$.Execution.Input.list',
      Parameters: { 'i.$': '$$.Map.Item.Index' },
      MaxConcurrencyPath: '$.width',
      Iterator: { StartAt: 'Step', States: { Step: { Type: 'Wait', Seconds: 0, End: true } } },
      Next: 'In JSONata',
    },
    'In JSONata': { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input.a %}', Next: 'Done' },
    Done: { Type: 'Succeed' },
    'Give up': { Type: 'Fail', ErrorPath: "States.Format('{}', $.error.Error)", CausePath: '$.error.Cause' },
  },
};

/** Every state type, every field of JSONata, without fault. */
export const everythingInJsonata: JsonObject = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:los-angeles:000000000000:function:ask',
      Arguments: { name: '{% $states.input.name %}', list: ['{% $x %}', 'plain'] },
      Output: '{% $states.result %}',
      Assign: { x: '{% $states.result.x %}' },
      TimeoutSeconds: '{% $states.input.timeout %}',
      HeartbeatSeconds: 10,
      Credentials: { RoleArn: '{% $states.input.role %}' },
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }],
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Next: 'Give up',
          Output: '{% $states.errorOutput.Cause %}',
          Assign: { e: '{% $states.errorOutput %}' },
        },
      ],
      Next: 'Decide',
    },
    Decide: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 3 %}', Next: 'Fork', Output: { went: 'fork' }, Assign: { y: 1 } },
        { Condition: true, Next: 'Pause' },
      ],
      Default: 'Done',
      Output: '{% $states.input %}',
      Assign: { z: '{% $x ?? 0 %}' },
    },
    Pause: { Type: 'Wait', Seconds: '{% $states.input.pause %}', Output: null, Next: 'Wait long' },
    'Wait long': { Type: 'Wait', Timestamp: '{% $states.input.at %}', Next: 'Each one' },
    Fork: {
      Type: 'Parallel',
      Arguments: '{% $states.input %}',
      Branches: [
        {
          StartAt: 'Left',
          States: { Left: { Type: 'Pass', Output: '{% $x %}', Assign: { inner: 1 }, End: true } },
        },
      ],
      Output: { all: '{% $states.result %}' },
      Next: 'Each one',
    },
    'Each one': {
      Type: 'Map',
      Items: '{% $states.input.items %}',
      ItemSelector: { item: '{% $states.context.Map.Item.Value %}' },
      MaxConcurrency: '{% 2 %}',
      ToleratedFailureCount: '{% 0 %}',
      ToleratedFailurePercentage: 12.5,
      ItemReader: {
        Resource: 'arn:aws:states:::s3:listObjectsV2',
        Arguments: { Bucket: '{% $b %}' },
        ReaderConfig: { MaxItems: '{% 3 %}' },
      },
      ItemBatcher: { MaxItemsPerBatch: '{% 2 %}', BatchInput: { k: '{% $k %}' } },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: '{% $b %}' } },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Work',
        States: { Work: { Type: 'Succeed', Output: '{% $states.input %}' } },
      },
      Next: 'Done',
    },
    Done: { Type: 'Succeed', Output: 'fine' },
    'Give up': { Type: 'Fail', Error: '{% $states.input.Error %}', Cause: 'a plain text' },
  },
};
