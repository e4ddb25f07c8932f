/** An object of a bucket, without its content. */
export interface ObjectFacts {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  /** Changes with the content. */
  readonly etag: string;
}

/** What is asked for is not there. */
export interface ObjectMissing {
  readonly kind: 'no-bucket' | 'no-key';
}

/**
 * Where distributed Maps read their items from and write their results to: buckets of objects. A method rejects when
 * the store is out of reach, and is then tried again; what is not there is an answer.
 */
export interface ObjectSource {
  find(bucket: string, key: string): Promise<ObjectFacts | ObjectMissing>;
  read(bucket: string, key: string): Promise<Uint8Array | ObjectMissing>;
  /** Objects whose keys begin with `prefix`, in the order of their keys. */
  list(bucket: string, prefix: string): Promise<readonly ObjectFacts[] | ObjectMissing>;
  /** Writes an object, over what there is under its key. */
  write(bucket: string, key: string, content: Uint8Array): Promise<ObjectFacts | ObjectMissing>;
}

/** Whether an answer says that something is not there. */
export function isMissing(answer: object): answer is ObjectMissing {
  return 'kind' in answer;
}

/** The words of S3 for what is not there. */
export function missingWords({ kind }: ObjectMissing): string {
  return kind === 'no-bucket'
    ? 'The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket)'
    : 'The specified key does not exist. (Service: Amazon S3; Status Code: 404; Error Code: NoSuchKey)';
}
