import { readdir, readFile } from 'node:fs/promises';

import type { Json } from '@edgestep/shared';

import { testMachine, type MockFunction, type TestRun } from '../src/index.ts';

/** What AWS did with a state machine; packages/conformance/data tells where it is from. */
export interface RecordedCase {
  readonly id: string;
  readonly kind: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly definition: unknown;
  readonly definitionText?: string;
  readonly input?: unknown;
  readonly inputText?: string;
  readonly sync?: boolean;
  readonly setup?: unknown;
  readonly workers?: unknown;
  readonly tasks?: Readonly<Record<string, RecordedTask>>;
  readonly orderInsensitive?: boolean;
  readonly expected: { readonly history?: readonly RecordedEvent[] };
}

interface RecordedTask {
  readonly behaviour: string;
  readonly value?: Json;
  readonly errorType?: string;
  readonly errorMessage?: string;
}

interface RecordedEvent {
  readonly id?: number;
  readonly previousEventId?: number;
  readonly type: string;
}

const CASES = new URL('../../conformance/data/cases-public/', import.meta.url);

/** The cases that one execution and its functions make, with a recorded history. */
export async function recordedExecutions(): Promise<readonly RecordedCase[]> {
  const files = (await readdir(CASES)).filter((file) => file.endsWith('.json'));
  const cases = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(new URL(file, CASES), 'utf8')) as RecordedCase[]),
  );
  return cases.flat().filter(isPlayable);
}

/** Other state machines, pollers, real time and functions that take it are not for a run in memory. */
function isPlayable(each: RecordedCase): boolean {
  if (each.kind !== 'execution' || each.expected.history === undefined) return false;
  if (each.sync === true || each.setup !== undefined || each.workers !== undefined) return false;
  if (JSON.stringify(each).includes('@{now')) return false;
  return Object.values(each.tasks ?? {}).every(({ behaviour }) =>
    ['identity', 'return', 'raise'].includes(behaviour),
  );
}

/** Runs a case in memory. */
export function runRecorded(each: RecordedCase): Promise<TestRun> {
  const { definition, definitionText, input = {}, inputText, type } = each;
  const text = definitionText ?? (typeof definition === 'string' ? definition : JSON.stringify(definition));
  const functions = Object.fromEntries(
    Object.entries(each.tasks ?? {}).map(([arn, task]) => [
      arn.split(':function:')[1] ?? arn,
      functionOf(task),
    ]),
  );
  const machine = testMachine(filled(text), { type, functions });
  return machine.run(JSON.parse(filled(inputText ?? JSON.stringify(input))));
}

function functionOf(task: RecordedTask): MockFunction {
  return (payload) => {
    if (task.behaviour === 'identity') return payload;
    if (task.behaviour === 'return') return task.value;
    throw Object.assign(new Error(task.errorMessage ?? ''), { name: task.errorType ?? 'Exception' });
  };
}

const TEMPLATES: Readonly<Record<string, string>> = {
  '@{roleArn}': 'arn:aws:iam::000000000000:role/test',
  '@{account}': '000000000000',
  '@{region}': 'test',
  '@{partition}': 'aws',
};

function filled(text: string): string {
  return text
    .replaceAll(/@\{uid:(\d+)\}/g, '0000000$1')
    .replaceAll(/@\{\w+\}/g, (template) => TEMPLATES[template] ?? template);
}

/** Where a history differs from the recorded one; undefined when it does not. Fields that the recording lacks are open. */
export function historyDifference(each: RecordedCase, { history }: TestRun): string | undefined {
  const expected = each.expected.history ?? [];
  if (each.orderInsensitive === true) {
    const [types, recorded] = [history, expected].map((events) => events.map(({ type }) => type).toSorted());
    return String(types) === String(recorded) ? undefined : `${types} instead of ${recorded}`;
  }
  const wrong = expected.findIndex((event, index) => !isSame(event, history[index]));
  if (wrong < 0 && history.length === expected.length) return undefined;
  const place = wrong < 0 ? expected.length : wrong;
  return `event ${place}: ${JSON.stringify(history[place])} instead of ${JSON.stringify(expected[place])}`;
}

function isSame(recorded: RecordedEvent, event: TestRun['history'][number] | undefined): boolean {
  const { id = event?.id, previousEventId = event?.previousEventId, type } = recorded;
  return event?.id === id && event?.previousEventId === previousEventId && event?.type === type;
}
