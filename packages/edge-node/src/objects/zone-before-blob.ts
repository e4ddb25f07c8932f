import { isRefusal, type ObjectSource } from './object-source.ts';

/**
 * Both stores as one: a bucket is the zone's own when the zone has one of that name, else the container of that name
 * in blob storage. Only what the zone lacks leaves it, so that a zone which is cut off goes on with its own buckets.
 */
export function zoneBeforeBlob(zone: ObjectSource, blob: ObjectSource): ObjectSource {
  const ask = async <Answer extends object>(
    question: (objects: ObjectSource) => Promise<Answer>,
  ): Promise<Answer> => {
    const answer = await question(zone);
    return isRefusal(answer) && answer.kind === 'no-bucket' ? question(blob) : answer;
  };
  return {
    find: (bucket, key) => ask((objects) => objects.find(bucket, key)),
    read: (bucket, key) => ask((objects) => objects.read(bucket, key)),
    list: (bucket, prefix) => ask((objects) => objects.list(bucket, prefix)),
    write: (bucket, key, content) => ask((objects) => objects.write(bucket, key, content)),
  };
}
