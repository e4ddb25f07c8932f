/** An object of a bucket, without its content. */
export interface ObjectFacts {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  /** Changes with the content. */
  readonly etag: string;
}

/** What is asked for is not there, or its store refuses it for good; `cause` says why. */
export type ObjectRefusal =
  | { readonly kind: 'no-bucket' | 'no-key' }
  | { readonly kind: 'refused'; readonly cause: string };

/**
 * Where distributed Maps read their items from and write their results to: buckets of objects. A method rejects when
 * it is to be tried again; what is not there or is refused is an answer, and so is a store that stays out of reach
 * after the tries that it is worth.
 */
export interface ObjectSource {
  find(bucket: string, key: string): Promise<ObjectFacts | ObjectRefusal>;
  read(bucket: string, key: string): Promise<Uint8Array | ObjectRefusal>;
  /** Objects whose keys begin with `prefix`, in the order of their keys. */
  list(bucket: string, prefix: string): Promise<readonly ObjectFacts[] | ObjectRefusal>;
  /** Writes an object, over what there is under its key. */
  write(bucket: string, key: string, content: Uint8Array): Promise<ObjectFacts | ObjectRefusal>;
}

/** Whether an answer says that something is not there or is refused. */
export function isRefusal(answer: object): answer is ObjectRefusal {
  return 'kind' in answer;
}

/** The words of S3 for what is not there; the store's own for what it refuses. */
export function refusalWords(refusal: ObjectRefusal): string {
  if (refusal.kind === 'refused') return refusal.cause;
  return refusal.kind === 'no-bucket'
    ? 'The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket)'
    : 'The specified key does not exist. (Service: Amazon S3; Status Code: 404; Error Code: NoSuchKey)';
}
