import type { EdgestepClient, HistoryEvent, Json } from '@edgestep/sdk';

import type { Question } from '../functions/ask-operator.ts';

/** A question that waits for an answer, and the picture to look at. */
export interface OpenQuestion {
  readonly question: Question;
  readonly sheet: string;
}

const WAITING = 'invoke.waitForTaskToken';

/**
 * The questions of an execution that were put and not answered yet. They are read from its history, so that any
 * operator finds them with nothing but the API, also after restarts.
 */
export async function openQuestions(
  client: Pick<EdgestepClient, 'history'>,
  executionArn: string,
  signal: AbortSignal,
): Promise<OpenQuestion[]> {
  const events = new Map<number, HistoryEvent>();
  const submitted = new Map<number, OpenQuestion>();
  for await (const event of client.history(executionArn, { signal })) {
    events.set(event.id, event);
    // What follows a submitted task is its end: success, failure or time-out.
    submitted.delete(event.previousEventId ?? 0);
    const open = event.type === 'TaskSubmitted' ? questionOf(event, events) : undefined;
    if (open !== undefined) submitted.set(event.id, open);
  }
  return [...submitted.values()];
}

function questionOf(
  event: HistoryEvent,
  events: ReadonlyMap<number, HistoryEvent>,
): OpenQuestion | undefined {
  const submitted = event.taskSubmittedEventDetails;
  const scheduled = scheduledBefore(event, events)?.taskScheduledEventDetails;
  if (submitted?.resource !== WAITING) return undefined;
  const question = payloadIn(scheduled?.parameters) as Question | undefined;
  const answer = payloadIn(submitted.output) as { readonly sheet: string } | undefined;
  return question === undefined || answer === undefined ? undefined : { question, sheet: answer.sheet };
}

/** Parameters and results of `lambda:invoke` carry the function's input and output as `Payload`. */
function payloadIn(text: Json | undefined): unknown {
  return typeof text === 'string' ? (JSON.parse(text) as { readonly Payload?: unknown }).Payload : undefined;
}

function scheduledBefore(
  event: HistoryEvent,
  events: ReadonlyMap<number, HistoryEvent>,
): HistoryEvent | undefined {
  let at: HistoryEvent | undefined = event;
  while (at !== undefined && at.type !== 'TaskScheduled') at = events.get(at.previousEventId ?? 0);
  return at;
}
