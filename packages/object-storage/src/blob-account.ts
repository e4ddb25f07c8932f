import { DefaultAzureCredential } from '@azure/identity';
import { BlobServiceClient, StorageRetryPolicyType, type StoragePipelineOptions } from '@azure/storage-blob';

/**
 * Which account of Azure Blob Storage, and as whom: by its URL, with the identity that the environment gives (a
 * workload's or managed identity, or that of a developer who is signed in), or by a connection string, a secret.
 */
export type BlobAccount = { readonly url: string } | { readonly connectionString: string };

/** The SDK's policy repeats what was not answered, or answered 500 or 503: about six seconds in all. */
const PIPELINE: StoragePipelineOptions = {
  retryOptions: {
    retryPolicyType: StorageRetryPolicyType.EXPONENTIAL,
    maxTries: 5,
    retryDelayInMs: 500,
    maxRetryDelayInMs: 8_000,
  },
};

/** A client of the account; nothing is sent yet. */
export function blobService(account: BlobAccount): BlobServiceClient {
  return 'url' in account
    ? new BlobServiceClient(account.url, new DefaultAzureCredential(), PIPELINE)
    : BlobServiceClient.fromConnectionString(account.connectionString, PIPELINE);
}
