import { TestingError } from '../testing-error.ts';
import type { Mock, MockEntry, MockSequence } from './mock.ts';

/**
 * The answers of a mock in their order. `name`: what it is called where the user wrote it, for instance `mocks.Pay`.
 * Throws TestingError `mock-invalid` for what is no mock: not everybody's tests are type-checked.
 */
export function sequenceOf(mock: Mock, name: string): MockSequence {
  if (isSequence(mock)) return mock;
  // The compiler does not rule the sequence out of a readonly list.
  const entries = mock as MockEntry | readonly MockEntry[];
  for (const entry of isList(entries) ? entries : [entries]) requireEntry(entry, name);
  if (!isList(entries)) return always(entries, name);
  return { at: (invocation) => entryAt(entries, invocation), advice: listAdvice(name) };
}

function isSequence(mock: Mock): mock is MockSequence {
  return typeof mock === 'object' && mock !== null && 'advice' in mock && 'at' in mock;
}

function requireEntry(entry: unknown, name: string): void {
  if (typeof entry === 'function') return;
  const members = typeof entry === 'object' && entry !== null ? Object.keys(entry) : [];
  if (members.filter((member) => ['return', 'throw', 'never'].includes(member)).length === 1) return;
  throw new TestingError(
    'mock-invalid',
    `${name} must answer { return: … }, { throw: { error } } or { never: true }, or be a function.`,
  );
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
