import {
  AggregateAuthenticationError,
  AuthenticationError,
  CredentialUnavailableError,
} from '@azure/identity';
import { RestError } from '@azure/storage-blob';

import type { StoreRefusal } from './stored-object.ts';

/**
 * What an error of the SDK means, once its own tries are used up; undefined for a fault of ours. The texts are made
 * of codes alone: a message of the SDK may quote a URL with a signature in it.
 */
export function storeRefusal(error: unknown): StoreRefusal | undefined {
  if (error instanceof RestError) return ofAnswer(error);
  if (isOfIdentity(error)) return refused(`there is no token for it (${error.name})`);
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'AbortError') return refused('it did not answer in time');
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && /^E[A-Z]+$/.test(code)
    ? refused(`it did not answer (${code})`)
    : undefined;
}

function ofAnswer(error: RestError): StoreRefusal {
  const code = errorCode(error);
  if (error.statusCode === undefined) return refused(`it did not answer (${code})`);
  if (code === 'ContainerNotFound') return { kind: 'no-bucket' };
  if (code === 'BlobNotFound') return { kind: 'no-key' };
  return refused(`it refused the request (Status Code: ${error.statusCode}; Error Code: ${code})`);
}

/** The answer to a HEAD request has its code in a header only, which the SDK puts among the details. */
function errorCode({ code, details }: RestError): string {
  const { errorCode: ofHeader } = (details ?? {}) as { readonly errorCode?: unknown };
  if (typeof ofHeader === 'string') return ofHeader;
  return code ?? 'unknown';
}

function isOfIdentity(error: unknown): error is Error {
  return (
    error instanceof CredentialUnavailableError ||
    error instanceof AuthenticationError ||
    error instanceof AggregateAuthenticationError
  );
}

function refused(why: string): StoreRefusal {
  return { kind: 'refused', cause: `Azure Blob Storage: ${why}.` };
}
