import type { BlobAccount } from '@edgestep/object-storage';
import { EdgestepError } from '@edgestep/shared';
import { z } from 'zod';

/** The URL of an account, such as https://NAME.blob.core.windows.net. A signature in it would be a secret. */
export function blobUrl() {
  return z
    .string('must be the https URL of a blob storage account')
    .refine(isAccountUrl, 'must be the https URL of a blob storage account, without credentials, ? and #')
    .transform((text) => text.replace(/\/+$/, ''));
}

function isAccountUrl(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
}

/** A connection string of Azure Storage. It is a secret: no error and no log quotes it. */
export function blobConnectionString() {
  return z
    .string('must be a connection string of Azure Storage')
    .refine(
      isConnectionString,
      'must be a connection string of Azure Storage: AccountName=…;AccountKey=…;…, or BlobEndpoint=…;SharedAccessSignature=…',
    );
}

function isConnectionString(text: string): boolean {
  const parts = new Map(
    text.split(';').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
    }),
  );
  const has = (name: string) => (parts.get(name) ?? '') !== '';
  const endpoint = parts.get('BlobEndpoint');
  if (endpoint !== undefined && !/^https?:/.test(endpoint)) return false;
  if (endpoint !== undefined && !URL.canParse(endpoint)) return false;
  if (parts.get('UseDevelopmentStorage') === 'true') return true;
  if (has('SharedAccessSignature')) return has('BlobEndpoint');
  if (!has('AccountName') || !has('AccountKey')) return false;
  return has('BlobEndpoint') || (has('DefaultEndpointsProtocol') && has('EndpointSuffix'));
}

/** The account that a node's settings name, if any. Throws `config-invalid` when they name two. */
export function blobAccount(settings: {
  readonly blobUrl?: string | undefined;
  readonly blobConnectionString?: string | undefined;
}): BlobAccount | undefined {
  const { blobUrl: url, blobConnectionString: connectionString } = settings;
  if (url !== undefined && connectionString !== undefined) {
    throw new EdgestepError(
      'config-invalid',
      'EDGESTEP_BLOB_URL and EDGESTEP_BLOB_CONNECTION_STRING name two accounts: set one of them',
    );
  }
  if (connectionString !== undefined) return { connectionString };
  return url === undefined ? undefined : { url };
}
