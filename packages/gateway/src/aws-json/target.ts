const PREFIX = 'AWSStepFunctions.';

const CONTENT_TYPES: ReadonlySet<string> = new Set([
  'application/x-amz-json-1.0',
  'application/x-amz-json-1.1',
  'application/json',
]);

/** The media type of every answer. */
export const AWS_JSON_CONTENT_TYPE = 'application/x-amz-json-1.0';

/** The operation that an `X-Amz-Target` header names; `undefined` when it names no operation of this service. */
export function operationOf(target: string | readonly string[] | undefined): string | undefined {
  if (typeof target !== 'string' || !target.startsWith(PREFIX)) return undefined;
  return target.slice(PREFIX.length);
}

/** True for the media types that carry AWS JSON, whatever their parameters. A call without one is let through. */
export function isAwsJson(contentType: string | undefined): boolean {
  if (contentType === undefined) return true;
  const end = contentType.indexOf(';');
  return CONTENT_TYPES.has((end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase());
}
