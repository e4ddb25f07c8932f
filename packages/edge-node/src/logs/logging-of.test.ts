import type { JsonObject, RevisionRecord } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { loggingOf } from './logging-of.ts';

function revision(loggingConfiguration: JsonObject): RevisionRecord {
  return {
    kind: 'revision',
    revisionId: 'one',
    stateMachine: 'orders',
    type: 'STANDARD',
    createdAt: 1,
    definition: '{}',
    roleArn: 'arn:aws:iam::000000000000:role/any',
    tracingConfiguration: { enabled: false },
    loggingConfiguration,
  };
}

const to = (logGroupArn: string) => [{ cloudWatchLogsLogGroup: { logGroupArn } }];

describe('what a revision wants logged', () => {
  it('is its level, whether with data, and the name of its log group', () => {
    const destinations = to('arn:aws:logs:dallas:000000000000:log-group:/aws/vendedlogs/states/orders:*');
    expect(loggingOf(revision({ level: 'ERROR', includeExecutionData: true, destinations }))).toEqual({
      level: 'ERROR',
      includeExecutionData: true,
      logGroup: '/aws/vendedlogs/states/orders',
    });
  });

  it.each([
    [{ level: 'OFF', includeExecutionData: false }],
    [{ level: 'ALL', includeExecutionData: false }],
    [{ level: 'ALL', destinations: to('arn:aws:s3:::bucket') }],
    [{}],
  ])('is nothing for %j', (configuration) => {
    expect(loggingOf(revision(configuration))).toBeUndefined();
  });

  it('is nothing for a revision that is not there', () => {
    expect(loggingOf(undefined)).toBeUndefined();
  });
});
