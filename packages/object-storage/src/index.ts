export type { BlobAccount } from './blob-account.ts';
export { BlobObjects } from './blob-objects-azure.ts';
export type { StoredObject, StoreRefusal } from './stored-object.ts';
