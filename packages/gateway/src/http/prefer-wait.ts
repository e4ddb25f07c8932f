/** The longest wait that a call may ask for: connections that nothing happens on are cut by proxies on the way. */
const PREFERRED_WAIT_MS_MAX = 60_000;

const WAIT = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?=$|[,;])/i;

/**
 * How long a caller would wait for the result of what it begins, in milliseconds: the preference `wait` (RFC 7240,
 * section 4.3), in seconds, 60 at most. Undefined when it has none; what can't be read is no preference.
 */
export function preferredWaitMs(prefer: string | readonly string[] | undefined): number | undefined {
  const text = typeof prefer === 'object' ? prefer.join(',') : prefer;
  const seconds = text === undefined ? undefined : WAIT.exec(text)?.[1];
  return seconds === undefined ? undefined : Math.min(Number(seconds) * 1_000, PREFERRED_WAIT_MS_MAX);
}
