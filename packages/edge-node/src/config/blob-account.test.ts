import { describe, expect, it } from 'vitest';

import { blobAccount } from './blob-account.ts';
import { loadNodeConfig } from './node-config.ts';

const env = {
  EDGESTEP_ZONE: 'dallas',
  EDGESTEP_NODE_ID: 'dallas-1',
  EDGESTEP_NATS_URL: 'nats://127.0.0.1:4222',
  EDGESTEP_NATS_MONITOR_URL: 'http://127.0.0.1:8222',
  EDGESTEP_LISTEN: '127.0.0.1:8083',
  EDGESTEP_DATA_DIR: 'data',
};
const connectionString =
  'DefaultEndpointsProtocol=https;AccountName=orders;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net';

const accountOf = async (more: Record<string, string>) =>
  blobAccount(await loadNodeConfig({ env: { ...env, ...more } }));

describe('the blob storage of a node', () => {
  it('is none unless it is named', async () => {
    expect(await accountOf({})).toBeUndefined();
  });

  it('is an account by its URL', async () => {
    expect(await accountOf({ EDGESTEP_BLOB_URL: 'https://orders.blob.core.windows.net/' })).toEqual({
      url: 'https://orders.blob.core.windows.net',
    });
  });

  it.each([
    connectionString,
    'UseDevelopmentStorage=true',
    'AccountName=a;AccountKey=aw==;BlobEndpoint=http://127.0.0.1:10000/a;',
    'BlobEndpoint=https://a.blob.core.windows.net;SharedAccessSignature=sv=2024&sig=s%3D',
  ])('is an account by a connection string: %s', async (text) => {
    expect(await accountOf({ EDGESTEP_BLOB_CONNECTION_STRING: text })).toEqual({ connectionString: text });
  });

  it.each([
    'orders',
    'http://orders.blob.core.windows.net',
    'https://orders.blob.core.windows.net?sig=s',
    'https://user:word@orders.blob.core.windows.net',
  ])('is not at %s', async (text) => {
    await expect(accountOf({ EDGESTEP_BLOB_URL: text })).rejects.toThrow(
      /EDGESTEP_BLOB_URL: must be the https URL/,
    );
  });

  it.each([
    'c2VjcmV0',
    'AccountKey=c2VjcmV0',
    'AccountName=a;AccountKey=c2VjcmV0',
    'SharedAccessSignature=c2VjcmV0',
    'AccountName=a;AccountKey=c2VjcmV0;BlobEndpoint=nowhere',
  ])('is not named by the connection string %s, and the error does not quote it', async (text) => {
    const load = () => accountOf({ EDGESTEP_BLOB_CONNECTION_STRING: text });
    await expect(load()).rejects.toThrow(/EDGESTEP_BLOB_CONNECTION_STRING: must be a connection string/);
    await expect(load()).rejects.toMatchObject({ message: expect.not.stringContaining('c2VjcmV0') });
  });

  it('is one account, not two', async () => {
    const two = {
      EDGESTEP_BLOB_URL: 'https://orders.blob.core.windows.net',
      EDGESTEP_BLOB_CONNECTION_STRING: connectionString,
    };
    await expect(accountOf(two)).rejects.toThrow(/set one of them/);
    await expect(accountOf(two)).rejects.toMatchObject({ message: expect.not.stringContaining('c2VjcmV0') });
  });
});
