/**
 * Where faults go: what a handler threw that is no refusal. `fields` holds the error itself, which no answer
 * ever shows; the caller gets the request id, and with it the operator finds this entry.
 */
export interface FaultLog {
  error(fields: object, message: string): void;
}
