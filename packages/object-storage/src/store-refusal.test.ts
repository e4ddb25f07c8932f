import { AuthenticationError, CredentialUnavailableError } from '@azure/identity';
import { RestError } from '@azure/storage-blob';
import { describe, expect, it } from 'vitest';

import { storeRefusal } from './store-refusal.ts';

const SIGNED = 'GET https://a.blob.core.windows.net/orders/a?sig=c2VjcmV0';
const rest = (options: { code?: string; statusCode?: number; details?: unknown }) => {
  const { details, ...rest } = options;
  return Object.assign(new RestError(SIGNED, rest), { details });
};
const named = (name: string, more: object = {}) => Object.assign(new Error(SIGNED), { name, ...more });

describe('an error of the SDK', () => {
  it.each([
    [rest({ statusCode: 404, code: 'ContainerNotFound' }), 'no-bucket'],
    [rest({ statusCode: 404, details: { errorCode: 'ContainerNotFound' } }), 'no-bucket'],
    [rest({ statusCode: 404, code: 'BlobNotFound' }), 'no-key'],
    [rest({ statusCode: 404, details: { errorCode: 'BlobNotFound' } }), 'no-key'],
  ])('says what is not there: %#', (error, kind) => {
    expect(storeRefusal(error)).toEqual({ kind });
  });

  it.each([
    [
      rest({ statusCode: 403, code: 'AuthorizationFailure' }),
      'it refused the request (Status Code: 403; Error Code: AuthorizationFailure)',
    ],
    [rest({ statusCode: 503 }), 'it refused the request (Status Code: 503; Error Code: unknown)'],
    [rest({ code: 'ECONNREFUSED' }), 'it did not answer (ECONNREFUSED)'],
    [named('AbortError'), 'it did not answer in time'],
    [named('Error', { code: 'ECONNRESET' }), 'it did not answer (ECONNRESET)'],
    [new CredentialUnavailableError(SIGNED), 'there is no token for it (CredentialUnavailableError)'],
    [
      new AuthenticationError(401, { error: 'invalid_client', errorDescription: SIGNED }),
      'there is no token for it (AuthenticationError)',
    ],
  ])('is told by its codes, never by its message: %#', (error, why) => {
    expect(storeRefusal(error)).toEqual({ kind: 'refused', cause: `Azure Blob Storage: ${why}.` });
  });

  it('is no answer when the fault is ours', () => {
    expect(storeRefusal(new TypeError('undefined is not a function'))).toBeUndefined();
    expect(storeRefusal(named('TypeError', { code: 'ERR_INVALID_ARG_TYPE' }))).toBeUndefined();
    expect(storeRefusal('text')).toBeUndefined();
  });
});
