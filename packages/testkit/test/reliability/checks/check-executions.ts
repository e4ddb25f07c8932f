import type { HistoryEvent } from '@edgestep/sdk';

import { historyViolations, taskOutcomes } from '../../../src/history/history-violations.ts';
import type { ClientRecord, ClientView } from '../client-view.ts';
import type { TokenAnswer } from '../load/answer-tokens.ts';
import type { ZoneApi } from '../load/zone-api.ts';
import { TASKS_OF } from '../machines.ts';
import type { LedgerLine } from '../workers/ledger.ts';
import { eachOf } from './settle.ts';

export interface ExecutionCheckOptions {
  readonly api: Pick<ZoneApi, 'call'>;
  readonly view: ClientView;
  readonly runs: ReadonlyMap<string, readonly LedgerLine[]>;
  readonly answers: ReadonlyMap<string, readonly TokenAnswer[]>;
}

/** What was looked at. */
export interface ExecutionCheck {
  readonly histories: number;
  readonly events: number;
  /** Outcomes of tasks with a key that were compared with what the workers wrote down. */
  readonly outcomes: number;
}

const AT_ONCE = 6;
const ATTEMPTS_MAX = 20;

/** Reads the history of every execution that there is, and holds it against what workers and clients did. */
export async function checkExecutions(options: ExecutionCheckOptions): Promise<ExecutionCheck> {
  const { view } = options;
  const found = [...view.records.values()].filter(({ foundAt }) => foundAt !== undefined);
  const sum = { histories: 0, events: 0, outcomes: 0 };
  await eachOf(found, AT_ONCE, async (record) => {
    const events = await readHistory(options.api, record.executionArn);
    if (events === undefined) {
      view.violation('a read is answered', 'its history cannot be read', record.executionArn);
      return;
    }
    sum.histories += 1;
    sum.events += events.length;
    sum.outcomes += checkHistory(options, record, events);
  });
  checkLedger(options);
  return sum;
}

async function readHistory(
  api: Pick<ZoneApi, 'call'>,
  executionArn: string,
): Promise<readonly HistoryEvent[] | undefined> {
  for (let attempts = 0; attempts < ATTEMPTS_MAX; attempts += 1) {
    const answer = await api.call((client, call) => Array.fromAsync(client.history(executionArn, call)));
    if (answer.outcome === 'acknowledged') return answer.value;
  }
  return undefined;
}

/** Answers how many outcomes were compared. */
function checkHistory(
  options: ExecutionCheckOptions,
  record: ClientRecord,
  events: readonly HistoryEvent[],
): number {
  const { view } = options;
  const { executionArn, machine, end, stopAskedAt } = record;
  if (end === undefined) return 0;
  for (const what of historyViolations(events)) view.violation('histories are complete', what, executionArn);
  view.historyRead(record, {
    askedAt: 0,
    answeredAt: 0,
    value: events.map(({ id, type }) => `${id} ${type}`),
  });
  const isExpected = end.status === 'SUCCEEDED' || (end.status === 'ABORTED' && stopAskedAt !== undefined);
  if (!isExpected) {
    const why = events.findLast(({ type }) => /Failed|TimedOut/.test(type));
    view.violation('nothing fails', `it ended as ${end.status}: ${JSON.stringify(why)}`, executionArn);
  }
  const keys = appliedKeys(options, record, events);
  if (end.status === 'SUCCEEDED' && keys.length !== TASKS_OF[machine] && machine !== 'distributed') {
    const what = `${keys.length} tasks were applied instead of ${TASKS_OF[machine]}: ${keys.join(' ')}`;
    view.violation('every task is applied', what, executionArn);
  }
  if (end.status === 'SUCCEEDED' && machine === 'distributed') checkResults(options, record);
  return keys.length;
}

/** The keys of the tasks whose outcomes the history holds, each compared with the run that gave it. */
function appliedKeys(
  { view, runs, answers }: ExecutionCheckOptions,
  { executionArn }: ClientRecord,
  events: readonly HistoryEvent[],
): readonly string[] {
  const keys: string[] = [];
  for (const { outcome, scheduled } of taskOutcomes(events)) {
    const key = keyIn(JSON.stringify(scheduled));
    if (key === undefined) continue;
    if (keys.includes(key)) view.violation('applied once', `${key} was applied twice`, executionArn);
    keys.push(key);
    const text = JSON.stringify(outcome);
    const given = answers.get(key);
    const known = given?.map(({ value }) => value) ?? runs.get(key)?.map(({ run }) => run) ?? [];
    if (!known.some((run) => text.includes(run))) {
      view.violation('applied from one run', `${key}: no run gave ${text}`, executionArn);
    }
    if (given !== undefined) checkAnswers(view, executionArn, key, given, text);
  }
  return keys;
}

/** Of the answers to a task token, the one that was acknowledged is the one that was applied. */
function checkAnswers(
  view: ClientView,
  executionArn: string,
  key: string,
  answers: readonly TokenAnswer[],
  outcome: string,
): void {
  const acknowledged = answers.filter((each) => each.outcome === 'acknowledged');
  if (acknowledged.length > 1) {
    view.violation(
      'a token is used once',
      `${key}: ${acknowledged.length} answers were acknowledged`,
      executionArn,
    );
  }
  for (const { value } of acknowledged) {
    if (outcome.includes(value)) continue;
    view.violation('an acknowledged answer is applied', `${key}: ${value} was not`, executionArn);
  }
}

/** The children of a distributed Map have histories of their own; their results show in its output. */
function checkResults({ view, runs }: ExecutionCheckOptions, { executionArn, end }: ClientRecord): void {
  const output = JSON.parse(end?.output ?? '{}') as {
    readonly applied?: readonly { key: string; run: string }[];
  };
  const applied = output.applied ?? [];
  if (new Set(applied.map(({ key }) => key)).size !== TASKS_OF.distributed) {
    view.violation('every task is applied', `its children gave ${JSON.stringify(applied)}`, executionArn);
  }
  for (const { key, run } of applied) {
    if (runs.get(key)?.some((each) => each.run === run)) continue;
    view.violation('applied from one run', `${key}: no run gave ${run}`, executionArn);
  }
}

/** No effect before its event is durable (E1): whatever was worked on belongs to an execution that there is. */
function checkLedger({ view, runs }: ExecutionCheckOptions): void {
  for (const key of runs.keys()) {
    const executionArn = key.split('#')[0] ?? '';
    const record = view.records.get(executionArn);
    if (record === undefined || record.foundAt !== undefined) continue;
    view.violation('no work without a start', `${key} was worked on`, executionArn);
  }
}

/** `arn#place`, wherever it stands in the task's parameters. */
function keyIn(text: string): string | undefined {
  return /arn:aws:states:[^"\\#]+#[A-Za-z0-9-]+/.exec(text)?.[0];
}
