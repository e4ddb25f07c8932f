/** The server ends a connection that sends a longer protocol line (4,096 bytes by default) than it takes. */
export const SUBJECT_BYTES_MAX = 1_024;

const FORBIDDEN = /[\u0000-\u0020\u007f]/;

/** What keeps a subject from being published on; undefined for one that may be. */
export function subjectFault(subject: string): string | undefined {
  if (subject === '') return 'the subject is empty';
  if (FORBIDDEN.test(subject)) return 'a subject has no spaces and no control characters';
  if (Buffer.byteLength(subject) > SUBJECT_BYTES_MAX) {
    return `a subject has at most ${SUBJECT_BYTES_MAX} bytes`;
  }
  return undefined;
}
