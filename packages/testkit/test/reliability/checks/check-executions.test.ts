import type { HistoryEvent } from '@edgestep/sdk';
import { beforeEach, describe, expect, it } from 'vitest';

import { ClientView, type ClientRecord } from '../client-view.ts';
import type { TokenAnswer } from '../load/answer-tokens.ts';
import type { ZoneApi } from '../load/zone-api.ts';
import type { LedgerLine } from '../workers/ledger.ts';
import { checkExecutions } from './check-executions.ts';

const arn = 'arn:aws:states:los-angeles:000000000000:execution:chain:one';
const PLACES = ['reserve', 'charge', 'ship'];

/** The history of a chain: each task answered by the run of its own name. */
function history(): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  const add = (type: string, details: object = {}) => {
    const id = events.length + 1;
    events.push({ id, previousEventId: id - 1, timestamp: new Date(id), type, ...details } as HistoryEvent);
  };
  add('ExecutionStarted');
  for (const place of PLACES) {
    add('TaskStateEntered');
    const input = JSON.stringify({ key: `${arn}#${place}` });
    add('LambdaFunctionScheduled', { lambdaFunctionScheduledEventDetails: { input } });
    add('LambdaFunctionStarted');
    const output = JSON.stringify({ run: `run-${place}` });
    add('LambdaFunctionSucceeded', { lambdaFunctionSucceededEventDetails: { output } });
    add('TaskStateExited');
  }
  add('ExecutionSucceeded');
  return events;
}

let view: ClientView;
let record: ClientRecord;
let runs: Map<string, LedgerLine[]>;
let answers: Map<string, TokenAnswer[]>;
let events: HistoryEvent[];

beforeEach(() => {
  view = new ClientView();
  record = view.add({ executionArn: arn, machine: 'chain', name: 'one', input: '{}' });
  record.foundAt = 1;
  record.end = { seenAt: 1, status: 'SUCCEEDED', stopDate: 1, output: '{}' };
  runs = new Map(
    PLACES.map((place) => [`${arn}#${place}`, [{ key: `${arn}#${place}`, run: `run-${place}`, at: 1 }]]),
  );
  answers = new Map();
  events = history();
});

async function broken(): Promise<readonly string[]> {
  const api: Pick<ZoneApi, 'call'> = {
    call: async <T>() => ({ outcome: 'acknowledged', askedAt: 0, answeredAt: 0, value: events as T }),
  };
  await checkExecutions({ api, view, runs, answers });
  return view.violations.map(({ rule }) => rule);
}

describe('the check of what executions, workers and clients tell', () => {
  it('finds nothing where each result is that of one run, though a task was worked on twice', async () => {
    runs.get(`${arn}#ship`)?.push({ key: `${arn}#ship`, run: 'another', at: 2 });
    expect(await broken()).toEqual([]);
  });

  it('finds a result that no run gave', async () => {
    runs.set(`${arn}#charge`, [{ key: `${arn}#charge`, run: 'another', at: 1 }]);
    expect(await broken()).toEqual(['applied from one run']);
  });

  it('finds a task that was applied twice, and one that never was', async () => {
    const twice = JSON.stringify(events).replaceAll('#ship', '#charge').replaceAll('run-ship', 'run-charge');
    events = JSON.parse(twice) as HistoryEvent[];
    expect(await broken()).toEqual(['applied once']);
    view.violations.length = 0;
    events = history().filter(({ id }) => id <= 11);
    expect(await broken()).toContain('every task is applied');
  });

  it('finds work on an execution that nobody finds', async () => {
    delete record.foundAt;
    expect(await broken()).toEqual(PLACES.map(() => 'no work without a start'));
  });

  it('finds an end that nothing explains', async () => {
    record.end = { seenAt: 1, status: 'FAILED', stopDate: 1, output: undefined };
    expect(await broken()).toContain('nothing fails');
  });

  it('finds an acknowledged answer that was not applied, and a token that was used twice', async () => {
    const key = `${arn}#charge`;
    answers.set(key, [
      { value: 'run-charge', outcome: 'acknowledged' },
      { value: 'too late', outcome: 'refused' },
    ]);
    expect(await broken()).toEqual([]);
    answers.get(key)?.push({ value: 'another', outcome: 'acknowledged' });
    expect(await broken()).toEqual(['a token is used once', 'an acknowledged answer is applied']);
  });
});
