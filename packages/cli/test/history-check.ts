import type { HistoryEvent } from '@edgestep/sdk';

const SCHEDULED = /^(LambdaFunction|Activity|Task)Scheduled$/;
const OUTCOME = /^(LambdaFunction|Activity|Task)(Succeeded|Failed|TimedOut)$/;

/**
 * What is wrong with the history of an execution that has ended: missing ids, a task that was applied twice or
 * never, a state that was left twice or never. Empty when every completed task was applied exactly once.
 */
export function historyViolations(events: readonly HistoryEvent[]): string[] {
  const violations: string[] = [];
  const byId = new Map(events.map((event) => [event.id, event]));
  events.forEach((event, index) => {
    if (event.id !== index + 1) violations.push(`event ${event.id} stands at place ${index + 1}`);
    const previous = event.previousEventId ?? 0;
    if (previous !== 0 && !byId.has(previous))
      violations.push(`event ${event.id} follows ${previous}, which is missing`);
  });
  const outcomes = new Map<number, number>();
  for (const event of events) {
    if (SCHEDULED.test(event.type)) outcomes.set(event.id, outcomes.get(event.id) ?? 0);
    if (!OUTCOME.test(event.type)) continue;
    const task = taskOf(event, byId);
    outcomes.set(task, (outcomes.get(task) ?? 0) + 1);
  }
  for (const [task, count] of outcomes) {
    if (count !== 1) violations.push(`the task scheduled by event ${task} has ${count} outcomes`);
  }
  const entered = events.filter((event) => event.type.endsWith('StateEntered')).length;
  const left = events.filter((event) => event.type.endsWith('StateExited')).length;
  if (entered !== left) violations.push(`${entered} states were entered and ${left} left`);
  if (!/^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(events.at(-1)?.type ?? '')) {
    violations.push(`the last event is ${events.at(-1)?.type}`);
  }
  return violations;
}

function taskOf(outcome: HistoryEvent, byId: ReadonlyMap<number, HistoryEvent>): number {
  let event: HistoryEvent | undefined = outcome;
  while (event !== undefined && !SCHEDULED.test(event.type)) event = byId.get(event.previousEventId ?? 0);
  return event?.id ?? 0;
}
