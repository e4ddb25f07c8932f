import { setTimeout as delay } from 'node:timers/promises';

import type { ClientRecord, ClientView } from '../client-view.ts';
import { MACHINE_WEIGHTS, type MachineName } from '../machines.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { ZoneApi } from './zone-api.ts';

export interface StartOptions {
  readonly api: ZoneApi;
  readonly view: ClientView;
  readonly random: SeededRandom;
  readonly stateMachineArn: (machine: MachineName) => string;
  readonly perSecond: number;
  /** No more are started while so many may be open. */
  readonly openMax: number;
  readonly signal: AbortSignal;
}

/** A client that does not know what became of its start often asks again, some time later. */
const AGAIN_SHARE = 0.6;
/** Some ask again although they were answered. */
const AGAIN_ANYWAY_SHARE = 0.05;
const AGAIN_MS_MAX = 4_000;

/** Starts executions at the pace that is asked for, until the signal is aborted and the last start is answered. */
export async function startExecutions(options: StartOptions): Promise<void> {
  const { random, view, signal } = options;
  const starts = new Set<Promise<void>>();
  for (let number = 1; !signal.aborted; number += 1) {
    await pause((1_000 / options.perSecond) * random.between(0.2, 1.8), signal);
    if (signal.aborted || openIn(view) >= options.openMax) continue;
    const record = view.add(newExecution(options, number));
    const start = startOne(options, record).finally(() => starts.delete(start));
    starts.add(start);
  }
  await Promise.all(starts);
}

/** Executions of which no end has been seen; those that perhaps were never started do not count. */
export function openIn({ records }: ClientView): number {
  let open = 0;
  for (const { end, foundAt } of records.values()) if (end === undefined && foundAt !== undefined) open += 1;
  return open;
}

function newExecution(
  { random, stateMachineArn }: StartOptions,
  number: number,
): Omit<ClientRecord, 'attempts'> {
  const machine = random.weighted(MACHINE_WEIGHTS);
  const name = `${machine}-${number}-${Math.floor(random.next() * 2 ** 32).toString(36)}`;
  const input = JSON.stringify({
    waitSeconds: Math.floor(random.between(1, 9)),
    items: [1, 2, 3],
    childMachine: stateMachineArn('chain'),
  });
  const executionArn = `${stateMachineArn(machine).replace(':stateMachine:', ':execution:')}:${name}`;
  return { executionArn, machine, name, input };
}

async function startOne(options: StartOptions, record: ClientRecord): Promise<void> {
  const { api, view, random, stateMachineArn, signal } = options;
  const stateMachine = { stateMachineArn: stateMachineArn(record.machine), name: record.name };
  for (;;) {
    const attempt = await api.call((client, call) =>
      client.startExecution({ ...stateMachine, input: record.input }, call),
    );
    record.attempts.push(attempt.outcome);
    if (attempt.outcome === 'acknowledged') {
      if (attempt.value.executionArn !== record.executionArn) {
        view.violation('one start', `acknowledged as ${attempt.value.executionArn}`, record.executionArn);
      }
      view.started(record, { ...attempt, value: attempt.value.startDate });
    } else if (attempt.outcome === 'refused') checkRefusal(view, record, attempt);
    const share = attempt.outcome === 'acknowledged' ? AGAIN_ANYWAY_SHARE : AGAIN_SHARE;
    if (signal.aborted || random.next() >= share) return;
    await pause(random.between(0, AGAIN_MS_MAX), signal);
  }
}

/** The same name with the same input is the same execution while it is open; once it has ended, the name is taken. */
function checkRefusal(
  view: ClientView,
  record: ClientRecord,
  { error, words }: { readonly error: string; readonly words: string },
): void {
  if (error === 'ExecutionAlreadyExists' && record.attempts.length > 1) return;
  view.violation('a start is taken', `a valid start was refused: ${words}`, record.executionArn);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
