/** What the front door answers to a call: an HTTP status and a JSON text, ready to be sent over any transport. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  /** When a caller may try again (`Retry-After`), with 503 only. */
  readonly retryAfterSeconds?: number;
}
