/** An object of a bucket, without its content. */
export interface StoredObject {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  /** Changes with the content. */
  readonly etag: string;
}

/** Why there is no answer: it is not there, or the store refused or could not be reached (`cause` says which). */
export type StoreRefusal =
  | { readonly kind: 'no-bucket' | 'no-key' }
  | { readonly kind: 'refused'; readonly cause: string };
