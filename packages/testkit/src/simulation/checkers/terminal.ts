import type { PlacedEvent } from '../truth/truth.ts';
import type { Checker } from './checker.ts';

const ENDS: ReadonlySet<string> = new Set([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionTimedOut',
  'ExecutionAborted',
]);

/**
 * E4: terminal is terminal, and nothing stands still: when the world has come to rest every execution has ended, its
 * end was told, and no sweep has found one that waited for nothing.
 */
export function terminalIsTerminal(): Checker {
  const told = new Set<string>();
  return {
    name: 'E4 terminal is terminal, open is pending',
    observe(observation, _truth, complain) {
      if (observation.kind === 'end-told') told.add(observation.execution.executionArn);
      if (observation.kind !== 'finding') return;
      const { executionArn, missing } = observation.finding;
      complain(`a sweep of ${observation.node} found ${executionArn} without its ${missing}`);
    },
    finish(truth, complain) {
      for (const executionArn of truth.executions) {
        const events = truth.eventsOf(executionArn);
        const afterEnd = behindAnEnd(events);
        if (afterEnd !== undefined) complain(`${executionArn}: ${afterEnd.event.kind} after its end`);
        const last = events.at(-1);
        if (last === undefined || !ENDS.has(last.event.kind)) {
          complain(`${executionArn} is still open: its last event is a ${last?.event.kind}`);
        } else if (!told.has(executionArn)) complain(`the end of ${executionArn} was told to nobody`);
      }
    },
  };
}

/** The first event that follows an end and is no redrive. */
function behindAnEnd(events: readonly PlacedEvent[]): PlacedEvent | undefined {
  return events.find(({ event }, index) => {
    const before = events[index - 1]?.event.kind;
    return before !== undefined && ENDS.has(before) && event.kind !== 'ExecutionRedriven';
  });
}
