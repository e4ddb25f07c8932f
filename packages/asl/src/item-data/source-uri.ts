/** Where items were read from, as `$$.Map.Item.Source` tells it (Developer Guide, context object). Without a key: a listing of the bucket. */
export function sourceUri(bucket: string, key?: string): string {
  return key === undefined ? `S3://${bucket}` : `S3://${bucket}/${key}`;
}
