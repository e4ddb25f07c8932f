import { isDeepStrictEqual } from 'node:util';

import { executionText, fold, parseExecution, type ExecutionState } from '@edgestep/engine';
import { EdgestepError } from '@edgestep/shared';

import type { TakenDown } from '../truth/observation.ts';
import type { Truth } from '../truth/truth.ts';
import type { Checker, Complain } from './checker.ts';

/**
 * E3: what an owner has in its memory is the fold of its log. Snapshots show that memory: each execution in one is
 * compared with the replay of its events, and none that is open is missing.
 */
export function replayedState(): Checker {
  return {
    name: 'E3 state is a fold of the log',
    observe(observation, truth, complain) {
      if (observation.kind !== 'snapshot-saved') return;
      const { partition, sequence, entries } = observation;
      for (const entry of entries) compare(entry, truth, complain);
      const taken = new Set(entries.map(({ state }) => state.executionArn));
      for (const executionArn of truth.executions) {
        if (truth.partitionOf(executionArn) !== partition || taken.has(executionArn)) continue;
        if (truth.hasLost(executionArn) || !isOpenAt(truth, executionArn, sequence)) continue;
        complain(`the snapshot of P${partition} at ${sequence} misses ${executionArn}, which is open`);
      }
    },
    finish(truth, complain) {
      for (const executionArn of truth.executions) replay(truth, executionArn, Infinity, complain);
    },
  };
}

function compare({ state, sequence }: TakenDown, truth: Truth, complain: Complain): void {
  const { executionArn } = state;
  if (truth.hasLost(executionArn)) return;
  const replayed = replay(truth, executionArn, sequence, complain);
  if (replayed === undefined) {
    complain(`${executionArn} is in a snapshot and not in the log up to ${sequence}`);
    return;
  }
  // As it comes back from a snapshot: which payloads are one object does not count.
  const expected = parseExecution(Buffer.from(executionText(replayed)));
  if (isDeepStrictEqual(expected, state)) return;
  const differs = Object.keys(state).filter(
    (key) => !isDeepStrictEqual(state[key as keyof ExecutionState], expected[key as keyof ExecutionState]),
  );
  complain(
    `${executionArn} at ${sequence}: what its owner has and what its log gives differ in ${differs.join()}`,
  );
}

/** Undefined when there is nothing to replay. */
function replay(truth: Truth, executionArn: string, through: number, complain: Complain) {
  const placed = truth.eventsOf(executionArn).filter(({ sequence }) => sequence <= through);
  try {
    return fold(placed.map(({ event }) => event));
  } catch (error) {
    if (!(error instanceof EdgestepError)) throw error;
    complain(`${executionArn} cannot be replayed: ${error.message}`);
    return undefined;
  }
}

function isOpenAt(truth: Truth, executionArn: string, through: number): boolean {
  let isOpen = false;
  for (const { sequence, event } of truth.eventsOf(executionArn)) {
    if (sequence > through) break;
    if (event.kind === 'ExecutionStarted' || event.kind === 'ExecutionRedriven') isOpen = true;
    if (ENDS.has(event.kind)) isOpen = false;
  }
  return isOpen;
}

const ENDS: ReadonlySet<string> = new Set([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionTimedOut',
  'ExecutionAborted',
]);
