import { isDeepStrictEqual } from 'node:util';

import type { ChildOutcome, ExecutionEvent } from '@edgestep/shared';

import type { PlacedEvent, Truth } from '../truth/truth.ts';
import type { Complain } from './checker.ts';

type EventOf<K extends ExecutionEvent['kind']> = Extract<ExecutionEvent, { readonly kind: K }>;

interface Child {
  readonly executionArn: string;
  isOpen: boolean;
}

interface Run {
  readonly items: number | undefined;
  readonly children: Map<number, Child>;
  itemsTaken: number;
}

/**
 * E6, of the Map Runs of an execution: every item goes to one child, a child that ended has one end until it is
 * redriven, and that end is its own.
 */
export function checkMapRuns(
  executionArn: string,
  events: readonly PlacedEvent[],
  truth: Truth,
  complain: Complain,
): void {
  const runs = new Map<string, Run>();
  for (const { event } of events) {
    if (event.kind === 'MapRunStarted') {
      runs.set(event.mapRunArn, { items: event.items?.length, children: new Map(), itemsTaken: 0 });
    }
    const run = 'mapRunArn' in event ? runs.get(event.mapRunArn) : undefined;
    if (run === undefined) continue;
    const fault = faultOf(event, run, truth);
    if (fault !== undefined) complain(`${executionArn}: ${event.kind} ${fault}`);
  }
}

/** What is wrong with an event, in the order in which events follow each other. */
function faultOf(event: ExecutionEvent, run: Run, truth: Truth): string | undefined {
  switch (event.kind) {
    case 'MapRunChildStarted':
      return begin(event, run);
    case 'MapRunChildRedriven':
      return reopen(event, run);
    case 'MapRunChildEnded':
      return end(event, run, truth);
    case 'MapRunSucceeded':
      return missing(run);
    default:
      return undefined;
  }
}

function begin(event: EventOf<'MapRunChildStarted'>, run: Run): string | undefined {
  const { index, firstItem, itemCount, executionArn } = event;
  if (run.children.has(index)) return `starts child ${index} again`;
  if (firstItem !== run.itemsTaken)
    return `gives child ${index} the items from ${firstItem} on, not from ${run.itemsTaken}`;
  run.itemsTaken += itemCount;
  run.children.set(index, { executionArn, isOpen: true });
  return undefined;
}

function reopen({ index }: EventOf<'MapRunChildRedriven'>, run: Run): string | undefined {
  const child = run.children.get(index);
  if (child === undefined) return `is of child ${index}, which was never started`;
  child.isOpen = true;
  return undefined;
}

function end(event: EventOf<'MapRunChildEnded'>, run: Run, truth: Truth): string | undefined {
  const { index, outcome } = event;
  const child = run.children.get(index);
  if (child?.isOpen !== true) return `ends child ${index}, which is not open`;
  child.isOpen = false;
  const { executionArn } = child;
  const isOwn = truth.everStored(executionArn).some(({ event: ending }) => isEndOf(ending, outcome));
  // A child that was to be stopped, and that nobody had started.
  const isUnbegun = outcome.status === 'ABORTED' && outcome.error === undefined;
  return isOwn || isUnbegun ? undefined : `says that ${executionArn} ended as it never did`;
}

function isEndOf(event: ExecutionEvent, outcome: ChildOutcome): boolean {
  switch (outcome.status) {
    case 'SUCCEEDED':
      return event.kind === 'ExecutionSucceeded' && isDeepStrictEqual(event.output, outcome.output);
    case 'FAILED':
      return (
        event.kind === 'ExecutionFailed' && event.error === outcome.error && event.cause === outcome.cause
      );
    case 'TIMED_OUT':
      return event.kind === 'ExecutionTimedOut';
    case 'ABORTED':
      return event.kind === 'ExecutionAborted';
  }
}

function missing({ items, itemsTaken, children }: Run): string | undefined {
  if (items !== undefined && itemsTaken !== items) return `has taken ${itemsTaken} of ${items} items`;
  const open = [...children].find(([, { isOpen }]) => isOpen);
  return open === undefined ? undefined : `has child ${open[0]} open`;
}
