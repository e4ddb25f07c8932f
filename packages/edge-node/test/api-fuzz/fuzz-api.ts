import { API_ERROR_NAMES } from '@edgestep/shared';
import fc from 'fast-check';

import { randomCall, type RandomCall } from './random-call.ts';

/** An address that answers the API, and the zone whose resources it is asked for. */
export interface FuzzedEndpoint {
  readonly url: string;
  readonly zone: string;
}

export interface ApiFuzzReport {
  /** How often each answer was given: `200`, an error name, or `no answer yet` when the caller went away first. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Answers that no client should get, with the calls that got them. */
  readonly broken: readonly string[];
}

/** Callers that wait for longer (for a task, for the end of an execution) go away. */
const PATIENCE_MS = 1_500;
const CALLERS = 8;
const errorNames: ReadonlySet<string> = new Set(API_ERROR_NAMES);

/** Calls the API of all endpoints with random bodies, several at once. The seed decides the calls, not their order. */
export async function fuzzApi(
  endpoints: readonly FuzzedEndpoint[],
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<ApiFuzzReport> {
  const outcomes: Record<string, number> = {};
  const broken: string[] = [];
  const calls = fc.sample(randomCall, { numRuns: runs, seed }).entries();
  const caller = async () => {
    for (const [number, call] of calls) {
      const endpoint = endpoints[number % endpoints.length];
      if (endpoint === undefined) return;
      const { outcome, isSound } = await answerTo(endpoint, call);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (!isSound)
        broken.push(
          `${outcome} ← call ${number} to ${endpoint.url}: ${call.operation} ${call.body.slice(0, 400)}`,
        );
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return { outcomes, broken };
}

async function answerTo({ url, zone }: FuzzedEndpoint, { operation, body }: RandomCall) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AWSStepFunctions.${operation}`,
      },
      body: body.replaceAll(':ZONE:', `:${zone}:`),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return judged(response.status, await response.text());
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      return { outcome: 'no answer yet', isSound: true };
    }
    return { outcome: `no answer: ${String((error as Error).cause ?? error)}`, isSound: false };
  }
}

function judged(status: number, text: string): { outcome: string; isSound: boolean } {
  let answer: { readonly __type?: unknown; readonly message?: unknown };
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    return { outcome: `${status} ${text.slice(0, 100)}`, isSound: false };
  }
  if (status === 200) return { outcome: '200', isSound: true };
  const name = String(answer.__type);
  const isRefusal = errorNames.has(name) && status < 500 && typeof answer.message === 'string';
  return { outcome: name, isSound: isRefusal };
}
