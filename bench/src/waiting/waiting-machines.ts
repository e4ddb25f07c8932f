import type { JsonObject } from '@edgestep/shared';

/** Waits until the time in its input, which is its output. */
export const WAITS_FOR_A_TIME: JsonObject = {
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', TimestampPath: '$.until', End: true } },
};

/** Gives its task token to a worker, and waits until somebody answers it. */
export const WAITS_FOR_A_TOKEN: JsonObject = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        FunctionName: 'hold',
        Payload: { 'token.$': '$$.Task.Token', 'executionArn.$': '$$.Execution.Id' },
      },
      End: true,
    },
  },
};

/** Ends at once. */
export const ENDS: JsonObject = { StartAt: 'End', States: { End: { Type: 'Pass', End: true } } };
