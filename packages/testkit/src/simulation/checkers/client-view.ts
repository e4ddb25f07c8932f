import type { ExecutionDetails } from '@edgestep/engine';
import type { ExecutionEvent } from '@edgestep/shared';

import type { ClientCall, ClientRead } from '../truth/observation.ts';
import type { Truth } from '../truth/truth.ts';
import type { Checker, Complain } from './checker.ts';
import { viewAt, viewOf } from './execution-view.ts';

/**
 * What clients were told fits one order of all changes, the log's: an accepted change is never lost, and every read
 * shows the execution as it was at some moment between its call and its answer, so never older than what anyone had
 * been told before it was asked. A read without the barrier (no owner answered, ADR 12) may be older, never newer.
 */
export function clientView(): Checker {
  const calls = new Map<string, ClientCall[]>();
  const reads = new Map<string, ClientRead[]>();
  return {
    name: 'answers are linearizable',
    observe(observation) {
      if (observation.kind === 'answered')
        append(calls, observation.call.command.executionArn, observation.call);
      if (observation.kind === 'read') append(reads, observation.read.executionArn, observation.read);
    },
    finish(truth, complain) {
      for (const [executionArn, made] of calls) {
        if (truth.hasLost(executionArn)) continue;
        for (const call of made) checkCall(call, made, truth, complain);
      }
      for (const [executionArn, made] of reads) {
        if (!truth.hasLost(executionArn))
          checkReads(executionArn, made, calls.get(executionArn) ?? [], truth, complain);
      }
    },
  };
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function checkCall(call: ClientCall, others: readonly ClientCall[], truth: Truth, complain: Complain): void {
  const { command, answer, client } = call;
  const { executionArn } = command;
  const events = truth.eventsOf(executionArn).map(({ event }) => event);
  if (answer.kind === 'accepted') {
    if (!events.some((event) => isBehind(command.kind, event, answer.at))) {
      complain(
        `${client} was told that ${command.kind} of ${executionArn} counts; the log has nothing of it`,
      );
    }
  } else if (answer.reason === 'execution-does-not-exist') {
    const known = others.some(
      (other) => other.answer.kind === 'accepted' && other.answeredAt < call.invokedAt,
    );
    if (known)
      complain(`${client} was told that ${executionArn} does not exist, after its start was accepted`);
  } else if (answer.reason === 'execution-already-exists' && events.length === 0) {
    complain(`${client} was told that ${executionArn} exists; the log has nothing of it`);
  }
}

/** Whether an event stands behind the acceptance of a command that was told the time `at`. */
function isBehind(kind: ClientCall['command']['kind'], event: ExecutionEvent, at: number): boolean {
  switch (kind) {
    case 'StartExecution':
      return event.kind === 'ExecutionStarted' && event.at === at;
    case 'RedriveExecution':
      return event.kind === 'ExecutionRedriven' && event.at === at;
    case 'StopExecution':
      return END_KINDS.has(event.kind) && event.at === at;
    default:
      return true;
  }
}

const END_KINDS: ReadonlySet<string> = new Set([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionTimedOut',
  'ExecutionAborted',
]);

function checkReads(
  executionArn: string,
  reads: readonly ClientRead[],
  calls: readonly ClientCall[],
  truth: Truth,
  complain: Complain,
): void {
  /** What earlier reads have shown: from which record on the execution was known to be so far. */
  const shown: { readonly answeredAt: number; readonly sequence: number }[] = [];
  for (const read of reads) {
    const from = read.isBehindBarrier ? knownAt(read.invokedAt, calls, shown) : 0;
    const sequence = firstMatch(executionArn, read.details, from, read.lastSequence, truth);
    if (sequence !== undefined) shown.push({ answeredAt: read.answeredAt, sequence });
    else {
      complain(
        `${read.client} saw ${executionArn} as ${viewOf(read.details)}, which it was not between the records ${from} and ${read.lastSequence}`,
      );
    }
  }
}

/** The record up to which the execution was known, to whoever asked, at a time. */
function knownAt(
  time: number,
  calls: readonly ClientCall[],
  shown: readonly { readonly answeredAt: number; readonly sequence: number }[],
): number {
  let known = 0;
  for (const { answer, answeredAt } of calls) {
    if (answer.kind === 'accepted' && answeredAt < time) known = Math.max(known, answer.sequence);
  }
  for (const { answeredAt, sequence } of shown) if (answeredAt < time) known = Math.max(known, sequence);
  return known;
}

/** The first record, from `from` up to `through`, at which the execution was as it was shown. */
function firstMatch(
  executionArn: string,
  details: ExecutionDetails | undefined,
  from: number,
  through: number,
  truth: Truth,
): number | undefined {
  const wanted = viewOf(details);
  const changes = truth
    .eventsOf(executionArn)
    .map(({ sequence }) => sequence)
    .filter((sequence) => sequence > from && sequence <= through);
  return [from, ...new Set(changes)].find((sequence) => viewAt(executionArn, sequence, truth) === wanted);
}
