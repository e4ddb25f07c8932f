/** The members of the API's answers that are timestamps: epoch seconds with a fraction (AWS JSON 1.0). */
const TIMESTAMP_MEMBERS = new Set([
  'creationDate',
  'updateDate',
  'startDate',
  'stopDate',
  'redriveDate',
  'timestamp',
]);

/** A JSON answer with its timestamps as Dates. Payloads travel as JSON text, so none of theirs is touched. */
export function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      TIMESTAMP_MEMBERS.has(name) && typeof member === 'number' ? toDate(member) : withDates(member),
    ]),
  );
}

/** Epoch seconds, rounded to the millisecond that they were made from. */
function toDate(epochSeconds: number): Date {
  return new Date(Math.round(epochSeconds * 1_000));
}
