import type { Mock, MockEntry, MockSequence } from './mock.ts';

/** The answers of a mock in their order. `name`: what it is called where the user wrote it, for instance `mocks.Pay`. */
export function sequenceOf(mock: Mock, name: string): MockSequence {
  if (typeof mock === 'object' && 'at' in mock && typeof mock.at === 'function' && 'advice' in mock)
    return mock;
  // The sequence is ruled out above, which the compiler can't conclude from three tests.
  const entries = mock as MockEntry | readonly MockEntry[];
  if (!isList(entries)) return always(entries, name);
  return { at: (invocation) => entryAt(entries, invocation), advice: listAdvice(name) };
}

function isList(entries: MockEntry | readonly MockEntry[]): entries is readonly MockEntry[] {
  return Array.isArray(entries);
}

function always(entry: MockEntry, name: string): MockSequence {
  const times = timesOf(entry);
  return {
    at: (invocation) => (times === undefined || invocation < times ? entry : undefined),
    advice: listAdvice(name),
  };
}

function entryAt(entries: readonly MockEntry[], invocation: number): MockEntry | undefined {
  let left = invocation;
  for (const entry of entries) {
    left -= timesOf(entry) ?? 1;
    if (left < 0) return entry;
  }
  return undefined;
}

function timesOf(entry: MockEntry): number | undefined {
  return typeof entry === 'function' ? undefined : entry.times;
}

function listAdvice(name: string): string {
  return `Add an answer to ${name}, give one of them "times", or write a single answer instead of a list to have it always.`;
}
