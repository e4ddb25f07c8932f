import type { HistoryEvent } from '@edgestep/sdk';

const SCHEDULED = /^(LambdaFunction|Activity|Task)Scheduled$/;
const OUTCOME = /^(LambdaFunction|Activity|Task)(Succeeded|Failed|TimedOut|(Start|Submit)Failed)$/;
const CLOSED = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

/**
 * What is wrong with the history of an execution that has ended and was not redriven: missing ids, an event that
 * follows none before it, a task that was applied twice, an end that is not one. When it succeeded, every task has
 * exactly one outcome and every state that was entered was left; what ends otherwise may leave tasks and states open.
 */
export function historyViolations(events: readonly HistoryEvent[]): string[] {
  const closings = events.filter(({ type }) => CLOSED.test(type)).length;
  const last = events.at(-1)?.type ?? 'missing';
  const violations = [...chainViolations(events), ...taskViolations(events, last === 'ExecutionSucceeded')];
  if (!CLOSED.test(last)) violations.push(`the last event is ${last}`);
  if (closings > 1) violations.push(`it has ${closings} closing events`);
  return violations;
}

/** Each outcome of a task with the event that scheduled it; undefined when there is none. */
export function taskOutcomes(
  events: readonly HistoryEvent[],
): readonly { readonly outcome: HistoryEvent; readonly scheduled: HistoryEvent | undefined }[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return events
    .filter(({ type }) => OUTCOME.test(type))
    .map((outcome) => ({ outcome, scheduled: taskOf(outcome, byId) }));
}

function chainViolations(events: readonly HistoryEvent[]): string[] {
  const violations: string[] = [];
  if (events[0]?.type !== 'ExecutionStarted') violations.push(`the first event is ${events[0]?.type}`);
  events.forEach(({ id, previousEventId = 0 }, index) => {
    if (id !== index + 1) violations.push(`event ${id} stands at place ${index + 1}`);
    if (previousEventId < 0 || previousEventId >= id) {
      violations.push(`event ${id} follows ${previousEventId}, which is not before it`);
    } else if (previousEventId !== 0 && events[previousEventId - 1]?.id !== previousEventId) {
      violations.push(`event ${id} follows ${previousEventId}, which is missing`);
    }
  });
  return violations;
}

function taskViolations(events: readonly HistoryEvent[], isSuccess: boolean): string[] {
  const violations: string[] = [];
  const outcomes = new Map<number, number>();
  for (const { id, type } of events) if (SCHEDULED.test(type)) outcomes.set(id, 0);
  for (const { outcome, scheduled } of taskOutcomes(events)) {
    if (scheduled === undefined) violations.push(`event ${outcome.id} is the outcome of no task`);
    else outcomes.set(scheduled.id, (outcomes.get(scheduled.id) ?? 0) + 1);
  }
  for (const [task, count] of outcomes) {
    if (count > 1 || (isSuccess && count === 0)) {
      violations.push(`the task scheduled by event ${task} has ${count} outcomes`);
    }
  }
  const entered = events.filter(({ type }) => type.endsWith('StateEntered')).length;
  const left = events.filter(({ type }) => type.endsWith('StateExited')).length;
  if (left > entered || (isSuccess && left < entered)) {
    violations.push(`${entered} states were entered and ${left} left`);
  }
  return violations;
}

function taskOf(outcome: HistoryEvent, byId: ReadonlyMap<number, HistoryEvent>): HistoryEvent | undefined {
  let event: HistoryEvent | undefined = outcome;
  for (let steps = 0; event !== undefined && steps <= byId.size; steps += 1) {
    if (SCHEDULED.test(event.type)) return event;
    event = byId.get(event.previousEventId ?? 0);
  }
  return undefined;
}
