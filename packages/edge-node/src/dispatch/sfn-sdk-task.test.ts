import { describe, expect, it } from 'vitest';

import { requestOf, resultOf } from './sfn-sdk-task.ts';

describe('the parameters of an aws-sdk:sfn task', () => {
  it('name the members of the request at every depth', () => {
    expect(
      requestOf({
        Name: 'Orders',
        LoggingConfiguration: {
          Level: 'ALL',
          Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: 'arn:Group' } }],
        },
        Tags: [{ Key: 'Team', Value: 'Edge' }],
      }),
    ).toEqual({
      name: 'Orders',
      loggingConfiguration: {
        level: 'ALL',
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:Group' } }],
      },
      tags: [{ key: 'Team', value: 'Edge' }],
    });
  });

  it('become JSON text where the API takes text, with the names that they have', () => {
    expect(requestOf({ StateMachineArn: 'arn', Input: { OrderId: [{ Sku: 1 }] } })).toEqual({
      stateMachineArn: 'arn',
      input: '{"OrderId":[{"Sku":1}]}',
    });
    expect(requestOf({ Definition: { StartAt: 'A', States: {} }, Output: '{"Kept":1}' })).toEqual({
      definition: '{"StartAt":"A","States":{}}',
      output: '{"Kept":1}',
    });
  });
});

describe('the result of an aws-sdk:sfn task', () => {
  it('is the answer in PascalCase at every depth, its payloads as they are', () => {
    expect(
      resultOf({
        executionArn: 'arn:e',
        input: '{"orderId":1}',
        inputDetails: { included: true },
        events: [
          { id: 1, executionStartedEventDetails: { input: '{}', inputDetails: { truncated: false } } },
        ],
        tags: [{ key: 'team', value: 'edge' }],
        redriveCount: 0,
        mapRunArn: null,
      }),
    ).toEqual({
      ExecutionArn: 'arn:e',
      Input: '{"orderId":1}',
      InputDetails: { Included: true },
      Events: [{ Id: 1, ExecutionStartedEventDetails: { Input: '{}', InputDetails: { Truncated: false } } }],
      Tags: [{ Key: 'team', Value: 'edge' }],
      RedriveCount: 0,
      MapRunArn: null,
    });
  });

  it('keeps the names of states and variables', () => {
    expect(
      resultOf({
        variableReferences: { countCars: ['total'] },
        events: [{ stateExitedEventDetails: { name: 'count', assignedVariables: { total: '1' } } }],
      }),
    ).toEqual({
      VariableReferences: { countCars: ['total'] },
      Events: [{ StateExitedEventDetails: { Name: 'count', AssignedVariables: { total: '1' } } }],
    });
  });
});
