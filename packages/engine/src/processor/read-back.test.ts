import { describe, expect, it } from 'vitest';

import { EXECUTION_ARN, startedScript } from '../../test/events.ts';
import { HandDrivenLog } from '../../test/hand-driven-log.ts';
import type { LogRecord } from '../ports/partition-log.ts';
import { readBack } from './read-back.ts';

const { events } = startedScript().add('ExecutionFailed', { error: 'E' });
const part = (sequence: number, from: number, to?: number): LogRecord => ({
  sequence,
  epoch: 1,
  entries: [{ executionArn: EXECUTION_ARN, events: events.slice(from, to) }],
});

describe('an execution that is read back from the log', () => {
  it('is as it was at its end, and knows where its events are', async () => {
    const log = new HandDrivenLog([part(1, 0, 1), { sequence: 2, epoch: 1, entries: [] }, part(3, 1)]);
    const closed = await readBack(log, 5, EXECUTION_ARN, [1, 3]);
    expect(closed).toMatchObject({ state: { status: { kind: 'FAILED', error: 'E' } }, records: [1, 3] });
  });

  it('is none when there is no record of it', async () => {
    expect(await readBack(new HandDrivenLog([part(1, 0)]), 5, EXECUTION_ARN, [])).toBeUndefined();
  });

  it.each([
    ['is missing', [part(2, 1)]],
    ['is another one', [{ sequence: 1, epoch: 2, entries: [] }, part(2, 1)]],
  ])('is not guessed at when a record %s (E5)', async (what, records) => {
    const log = new HandDrivenLog(records);
    await expect(readBack(log, 5, EXECUTION_ARN, [1, 2])).rejects.toMatchObject({
      code: 'log-damaged',
      message: expect.stringContaining(`Record 1 of partition 5, with events of ${EXECUTION_ARN}, ${what}`),
    });
  });
});
