import { compileDefinition, type CompiledMachine } from '@edgestep/asl';
import type { DefinitionSource } from '@edgestep/engine';
import { EdgestepError, type Json } from '@edgestep/shared';

const WORK = 'arn:aws:lambda:dallas:000000000000:function:work';
const ACTIVITY = 'arn:aws:states:dallas:000000000000:activity:inspect';
const RETRY = [
  { ErrorEquals: ['Red', 'States.Timeout'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 2 },
];
const CATCH = [{ ErrorEquals: ['States.ALL'], Next: 'Recover', ResultPath: '$.caught' }];
const RECOVER = { Type: 'Pass', End: true };

function work(more: object): object {
  return { Type: 'Task', Resource: WORK, TimeoutSeconds: 8, ResultPath: '$.result', ...more };
}

/** The state machines that a simulated zone runs. Each one ends, whatever its tasks do: every task has its time-out. */
const DEFINITIONS: Readonly<Record<string, object>> = {
  instant: { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } },
  task: {
    StartAt: 'Work',
    States: { Work: work({ Retry: RETRY, Catch: CATCH, End: true }), Recover: RECOVER },
  },
  unlimited: { StartAt: 'Work', States: { Work: { Type: 'Task', Resource: WORK, End: true } } },
  beating: {
    StartAt: 'Work',
    States: {
      Work: work({ TimeoutSeconds: 20, HeartbeatSeconds: 3, Retry: RETRY, Next: 'Again' }),
      Again: work({ End: true }),
    },
  },
  waiting: {
    StartAt: 'Sleep',
    States: {
      Sleep: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Work' },
      Work: work({ Next: 'Doze' }),
      Doze: { Type: 'Wait', Seconds: 1, End: true },
    },
  },
  parallel: {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'One', States: { One: work({ Retry: RETRY, End: true }) } },
          {
            StartAt: 'Nap',
            States: { Nap: { Type: 'Wait', Seconds: 2, Next: 'Two' }, Two: work({ End: true }) },
          },
          { StartAt: 'Three', States: { Three: { Type: 'Pass', End: true } } },
        ],
        ResultPath: '$.both',
        Retry: [{ ErrorEquals: ['Blue'], IntervalSeconds: 1, MaxAttempts: 1 }],
        Catch: CATCH,
        Next: 'Last',
      },
      Last: work({ End: true }),
      Recover: RECOVER,
    },
  },
  map: {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrency: 2,
        ItemSelector: { 'index.$': '$$.Map.Item.Index' },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Item',
          States: { Item: work({ Retry: RETRY, End: true }) },
        },
        ResultPath: '$.each',
        Catch: CATCH,
        End: true,
      },
      Recover: RECOVER,
    },
  },
  nested: {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: { 'n.$': '$$.Map.Item.Index' },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Split',
          States: {
            Split: {
              Type: 'Parallel',
              Branches: [
                { StartAt: 'L', States: { L: work({ End: true }) } },
                { StartAt: 'R', States: { R: { Type: 'Wait', Seconds: 1, End: true } } },
              ],
              Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Odd' }],
              End: true,
            },
            Odd: { Type: 'Pass', End: true },
          },
        },
        End: true,
      },
    },
  },
  distributed: {
    StartAt: 'Spread',
    States: {
      Spread: {
        Type: 'Map',
        Label: 'Spread',
        ItemsPath: '$.items',
        MaxConcurrency: 2,
        ItemSelector: { 'index.$': '$$.Map.Item.Index' },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Item',
          States: {
            Item: work({ Retry: RETRY, Next: 'Pause' }),
            Pause: { Type: 'Wait', Seconds: 1, End: true },
          },
        },
        ResultPath: '$.each',
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1 }],
        End: true,
      },
    },
  },
  tolerant: {
    TimeoutSeconds: 12,
    StartAt: 'Spread',
    States: {
      Spread: {
        Type: 'Map',
        Label: 'Spread',
        ItemsPath: '$.items',
        ToleratedFailurePercentage: 60,
        ItemSelector: { 'index.$': '$$.Map.Item.Index' },
        ItemBatcher: { MaxItemsPerBatch: 2 },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Item',
          States: { Item: work({ End: true }) },
        },
        ResultPath: '$.each',
        Catch: CATCH,
        End: true,
      },
      Recover: RECOVER,
    },
  },
  callback: {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'work', Payload: { 'token.$': '$$.Task.Token' } },
        TimeoutSeconds: 12,
        HeartbeatSeconds: 6,
        ResultPath: '$.answer',
        Retry: RETRY,
        Catch: CATCH,
        End: true,
      },
      Recover: RECOVER,
    },
  },
  activity: {
    StartAt: 'Inspect',
    States: {
      Inspect: {
        Type: 'Task',
        Resource: ACTIVITY,
        TimeoutSeconds: 10,
        HeartbeatSeconds: 5,
        ResultPath: '$.report',
        Retry: RETRY,
        Catch: CATCH,
        End: true,
      },
      Recover: RECOVER,
    },
  },
  limited: {
    TimeoutSeconds: 5,
    StartAt: 'Work',
    States: { Work: work({ Next: 'Sleep' }), Sleep: { Type: 'Wait', Seconds: 4, End: true } },
  },
  jsonata: {
    QueryLanguage: 'JSONata',
    StartAt: 'Count',
    States: {
      Count: {
        Type: 'Pass',
        Output: "{% $merge([$states.input, {'sum': $sum([1..$count($states.input.items)])}]) %}",
        Next: 'Work',
      },
      Work: {
        Type: 'Task',
        Resource: WORK,
        Arguments: { n: '{% $states.input.sum %}' },
        TimeoutSeconds: '{% 5 + 3 %}',
        Retry: RETRY,
        Assign: { seen: '{% $states.result %}' },
        Output: '{% $states.input %}',
        End: true,
      },
    },
  },
};

/** The revisions that there are. */
export const REVISIONS: readonly string[] = Object.keys(DEFINITIONS);

/** Compiled machines by their revisions; they are never changed, so all simulations share them. */
export function simulatedDefinitions(): DefinitionSource {
  return { load: (revisionId) => compiledOnce(revisionId) };
}

const compiled = new Map<string, CompiledMachine>();

function compiledOnce(revisionId: string): CompiledMachine {
  const known = compiled.get(revisionId);
  if (known !== undefined) return known;
  const result = compileDefinition(JSON.stringify(DEFINITIONS[revisionId] ?? null));
  if (result.kind === 'refused') {
    throw new EdgestepError('definition-invalid', `${revisionId}: ${JSON.stringify(result.diagnostics)}`);
  }
  compiled.set(revisionId, result.machine);
  return result.machine;
}

/** An input that every machine can run on. */
export function drawInput(int: (min: number, max: number) => number): Json {
  return { seconds: int(0, 5), items: ['x', 'y', 'z', 'w'].slice(0, int(0, 4)), order: int(1, 1_000_000) };
}
