import type { ExecutionDetails } from '@edgestep/engine';
import type { StartExecution } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { isOwnStart } from './own-start.ts';

const calledAt = 1_000_000;
const command: StartExecution = {
  kind: 'StartExecution',
  executionArn: 'arn:aws:states:dallas:000000000000:execution:orders:one',
  name: 'one',
  stateMachineArn: 'arn:aws:states:dallas:000000000000:stateMachine:orders',
  revisionId: 'r1',
  type: 'STANDARD',
  roleArn: 'arn:aws:iam::000000000000:role/any',
  input: { order: 7 },
  startedBy: 'anonymous',
};
const found: ExecutionDetails = {
  executionArn: command.executionArn,
  name: command.name,
  stateMachineArn: command.stateMachineArn,
  stateMachineVersionArn: undefined,
  stateMachineAliasArn: undefined,
  revisionId: command.revisionId,
  type: command.type,
  roleArn: command.roleArn,
  startedBy: command.startedBy,
  traceHeader: undefined,
  parentArn: undefined,
  mapRunArn: undefined,
  itemCount: undefined,
  status: 'SUCCEEDED',
  startedAt: calledAt + 20,
  stoppedAt: calledAt + 3_000,
  redriveCount: 0,
  redrivenAt: undefined,
  input: { order: 7 },
  output: null,
  error: undefined,
  cause: undefined,
  historyEvents: 7,
};

describe('an execution that a repeated start finds ended', () => {
  it('is its own when it began with the call and is what was to be started', () => {
    expect(isOwnStart(command, calledAt, found)).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['one that began long before', { ...found, startedAt: calledAt - 3_600_000 }],
    ['one with another input', { ...found, input: { order: 8 } }],
    ['one of another definition', { ...found, revisionId: 'r0' }],
    ['one that somebody else started', { ...found, startedBy: 'tenant/other' }],
  ])('is not: %s', (_what, other) => {
    expect(isOwnStart(command, calledAt, other)).toBe(false);
  });
});
