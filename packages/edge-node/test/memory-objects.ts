import type { ObjectFacts, ObjectSource } from '../src/objects/object-source.ts';

interface Held extends ObjectFacts {
  readonly content: Uint8Array;
}

/** Buckets in memory. `later` lets time pass, so that what is written then has a later date. */
export function memoryObjects(
  buckets: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>,
): ObjectSource & { later(): void } {
  let now = Date.now() - 1_000;
  let writes = 0;
  const held = new Map<string, Map<string, Held>>();
  const put = (bucket: Map<string, Held>, key: string, content: Uint8Array): Held => {
    writes += 1;
    const object = { key, sizeBytes: content.length, modifiedAt: new Date(now), etag: `e${writes}`, content };
    bucket.set(key, object);
    return object;
  };
  for (const [name, objects] of Object.entries(buckets)) {
    const bucket = new Map<string, Held>();
    held.set(name, bucket);
    for (const [key, content] of Object.entries(objects)) {
      put(bucket, key, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    }
  }
  return {
    later: () => {
      now += 3_600_000;
    },
    find: async (bucket, key) =>
      held.has(bucket) ? (held.get(bucket)?.get(key) ?? { kind: 'no-key' }) : { kind: 'no-bucket' },
    read: async (bucket, key) =>
      held.has(bucket) ? (held.get(bucket)?.get(key)?.content ?? { kind: 'no-key' }) : { kind: 'no-bucket' },
    list: async (bucket, prefix) => {
      const objects = held.get(bucket);
      if (objects === undefined) return { kind: 'no-bucket' };
      return [...objects.values()]
        .filter(({ key }) => key.startsWith(prefix))
        .toSorted((one, other) => (one.key < other.key ? -1 : 1));
    },
    write: async (bucket, key, content) => {
      const objects = held.get(bucket);
      return objects === undefined ? { kind: 'no-bucket' } : put(objects, key, content);
    },
  };
}
