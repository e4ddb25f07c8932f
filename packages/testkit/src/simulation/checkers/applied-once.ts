import { isJsonObject, type ExecutionEvent, type Json } from '@edgestep/shared';

import type { ClientCall } from '../truth/observation.ts';
import type { PlacedEvent, Truth } from '../truth/truth.ts';
import type { Checker, Complain } from './checker.ts';
import { checkMapRuns } from './map-run-children.ts';

/**
 * E6: a task has one end, and it is its own: the result in the log is one that was made for this very task. Of all
 * reports with its token, the one that was accepted is the one that the log holds. The same for children of Map Runs.
 */
export function appliedOnce(): Checker {
  const accepted: ClientCall[] = [];
  return {
    name: 'E6 a result is applied once',
    observe(observation) {
      if (observation.kind !== 'answered') return;
      const { command, answer } = observation.call;
      const isReport = command.kind === 'CompleteTask' || command.kind === 'FailTask';
      if (isReport && answer.kind === 'accepted') accepted.push(observation.call);
    },
    finish(truth, complain) {
      for (const executionArn of truth.executions) {
        checkEnds(executionArn, truth.eventsOf(executionArn), complain);
        checkMapRuns(executionArn, truth.eventsOf(executionArn), truth, complain);
      }
      for (const call of accepted) checkAccepted(call, truth, complain);
    },
  };
}

function checkEnds(executionArn: string, events: readonly PlacedEvent[], complain: Complain): void {
  const scheduled = new Map<number, number>();
  const ended = new Set<number>();
  for (const { event } of events) {
    if (event.kind === 'TaskScheduled') scheduled.set(event.frame, event.id);
    if (!isTaskEnd(event)) continue;
    const taskId = scheduled.get(event.frame);
    if (taskId === undefined || ended.has(taskId)) {
      complain(`${executionArn}: ${event.kind} ${event.id} ends task ${taskId}, which was over`);
      continue;
    }
    ended.add(taskId);
    const mark = markOf(event);
    if (mark !== undefined && (mark['taskId'] !== taskId || mark['execution'] !== executionArn)) {
      complain(`${executionArn}: task ${taskId} got the result of task ${JSON.stringify(mark['taskId'])}`);
    }
  }
}

function checkAccepted({ command, client }: ClientCall, truth: Truth, complain: Complain): void {
  if (truth.hasLost(command.executionArn)) return;
  if (command.kind !== 'CompleteTask' && command.kind !== 'FailTask') return;
  const report = reportOf(command.kind === 'CompleteTask' ? command.output : parsed(command.cause));
  const isThere = truth
    .eventsOf(command.executionArn)
    .some(({ event }) => report !== undefined && markOf(event)?.['report'] === report);
  if (isThere) return;
  complain(
    `${client} was told that its result for task ${command.taskId} of ${command.executionArn} counts, and it does not`,
  );
}

function isTaskEnd({ kind }: ExecutionEvent): boolean {
  return kind === 'TaskSucceeded' || kind === 'TaskFailed' || kind === 'TaskTimedOut';
}

/** What the worker wrote on its result; undefined when the event has none. */
function markOf(event: ExecutionEvent): Readonly<Record<string, Json>> | undefined {
  if (event.kind === 'TaskSucceeded') return isJsonObject(event.output) ? event.output : undefined;
  if (event.kind !== 'TaskFailed') return undefined;
  const cause = parsed(event.cause);
  return isJsonObject(cause) ? cause : undefined;
}

function reportOf(mark: Json): Json | undefined {
  return isJsonObject(mark) ? mark['report'] : undefined;
}

function parsed(cause: string | undefined): Json {
  return cause?.startsWith('{') === true ? (JSON.parse(cause) as Json) : null;
}
