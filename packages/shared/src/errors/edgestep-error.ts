/** The closed set of fault codes. Branch on `code`, never on a message's text. */
export type FaultCode =
  | 'config-invalid'
  | 'definition-invalid'
  | 'connection-lost'
  | 'log-append-refused'
  | 'log-damaged'
  | 'partition-not-owned'
  | 'server-too-weak'
  | 'timeout'
  | 'internal';

/**
 * The one base of every fault that Edgestep throws. Expected refusals are values (see `Rejection`);
 * a fault is what a caller could not have been asked to expect.
 */
export class EdgestepError extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'EdgestepError';
    this.code = code;
  }
}
