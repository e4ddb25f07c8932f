/**
 * An answer as JSON text in the manner of AWS JSON 1.0: times as epoch seconds (numbers, with milliseconds
 * as a fraction), members that are undefined left out.
 */
export function toWireJson(answer: unknown): string {
  return JSON.stringify(withEpochSeconds(answer));
}

function withEpochSeconds(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(withEpochSeconds);
  // fromEntries defines members; an assignment would lose a map's key named `__proto__`.
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withEpochSeconds(part)]));
}

/** The members of answers that hold times. No other member of the API has one of these names and a number. */
const TIME_MEMBERS: ReadonlySet<string> = new Set([
  'creationDate',
  'redriveDate',
  'startDate',
  'stopDate',
  'timestamp',
  'updateDate',
]);

/** Reads what `toWireJson` wrote; times become `Date` again. Throws SyntaxError when the text is no JSON. */
export function fromWireJson(text: string): unknown {
  return JSON.parse(text, (name, value: unknown) =>
    typeof value === 'number' && TIME_MEMBERS.has(name) ? new Date(Math.round(value * 1000)) : value,
  );
}
