import type { Call } from './call.ts';
import type { CallOptions } from './client-options.ts';
import type { HistoryEvent } from './shapes/history-event.ts';

/** The most events that the API answers at once. */
const PAGE_MAX = 1_000;

export async function* historyOf(
  call: Call,
  executionArn: string,
  options: CallOptions,
): AsyncGenerator<HistoryEvent, void, undefined> {
  let nextToken: string | undefined;
  do {
    const page = await call(
      'GetExecutionHistory',
      { executionArn, maxResults: PAGE_MAX, ...(nextToken === undefined ? {} : { nextToken }) },
      options,
    );
    yield* page.events;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}
