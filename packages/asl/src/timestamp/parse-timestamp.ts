/** A point in time, exact to the nanosecond. */
export interface Timestamp {
  readonly epochSeconds: number;
  /** 0 to 999,999,999, counted upwards from `epochSeconds`. */
  readonly nanoseconds: number;
}

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * Parses a timestamp of the States Language: the RFC 3339 profile of ISO 8601 with an upper-case `T` and an offset
 * (`Z` or `+01:00`). Undefined for anything else, dates that no calendar has included.
 */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Fields;
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const [offsetHours, offsetMinutes] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  if (offsetMinutes > 59 || offsetHours * 60 + offsetMinutes > offsetMinutesMax) return undefined;
  const offset = (match[8] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes);
  const minutes = daysSinceEpoch(year, month, day) * 1_440 + hour * 60 + minute - offset;
  return { epochSeconds: minutes * 60 + second, nanoseconds: Number((match[7] ?? '').padEnd(9, '0')) };
}

/** Negative when `left` is earlier, positive when it is later, 0 for the same instant. */
export function compareTimestamps(left: Timestamp, right: Timestamp): number {
  return left.epochSeconds - right.epochSeconds || left.nanoseconds - right.nanoseconds;
}

/** The timestamp in milliseconds since the epoch, rounded down. */
export function epochMsOf(timestamp: Timestamp): number {
  return timestamp.epochSeconds * 1_000 + Math.floor(timestamp.nanoseconds / 1_000_000);
}

type Fields = [number, number, number, number, number, number];

const offsetMinutesMax = 18 * 60;

function daysOf(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1970-01-01 to this day of the proleptic Gregorian calendar. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const startingMarch = month > 2 ? year : year - 1;
  const era = Math.floor(startingMarch / 400);
  const yearOfEra = startingMarch - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
