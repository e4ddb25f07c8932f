import type { LogReader, LogRecord } from '@edgestep/engine';
import type { ExecutionEvent } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { readStartTemplate, requireText, startCommand } from './start-template.ts';

const executionArn = 'arn:aws:states:dallas:000000000000:execution:orders:one';
const stateMachineArn = 'arn:aws:states:dallas:000000000000:stateMachine:orders';
const started = {
  kind: 'ExecutionStarted',
  executionArn,
  name: 'one',
  stateMachineArn,
  revisionId: 'revision-7',
  type: 'STANDARD',
  roleArn: 'role',
  startedBy: 'anonymous',
  input: { order: 1 },
} as unknown as ExecutionEvent;

function readerOf(...records: readonly LogRecord[]): LogReader {
  return {
    async *read() {
      yield* records;
    },
    get: async () => undefined,
    async *follow() {},
  };
}

describe('how executions are started without the API', () => {
  it('is as the API has started one', async () => {
    const other = { executionArn: 'arn:other', events: [{ ...started, executionArn: 'arn:other' }] };
    const record = { sequence: 1, epoch: 1, entries: [other, { executionArn, events: [started] }] };
    const template = await readStartTemplate(readerOf(record), executionArn);
    expect(startCommand(template, 'two', { order: 2 })).toEqual({
      kind: 'StartExecution',
      executionArn: executionArn.replace(':one', ':two'),
      name: 'two',
      stateMachineArn,
      revisionId: 'revision-7',
      type: 'STANDARD',
      roleArn: 'role',
      startedBy: 'anonymous',
      input: { order: 2 },
    });
  });

  it('is not guessed', async () => {
    await expect(readStartTemplate(readerOf(), executionArn)).rejects.toThrow('holds no start of');
    expect(() => requireText(undefined)).toThrow('no text');
  });
});
