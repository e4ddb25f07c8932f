import { Objm, type ObjectInfo, type ObjectStore as NatsObjectStore } from '@nats-io/obj';

import type { Connection } from '../connection/connection.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';

/** An object of a bucket, without its content. */
export interface StoredObject {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  /** Changes with the content. */
  readonly etag: string;
}

/** What is asked for is not there. */
export interface MissingObject {
  readonly kind: 'no-bucket' | 'no-key';
}

/** A bucket's name in NATS: what else is none is no bucket that could be there. */
const BUCKET_NAME = /^[-\w]+$/;
const PUT_TIMEOUT_MS = 10_000;

/**
 * The object store of the zone's own NATS (ADR-20): what `nats object put` and every other client of NATS writes.
 * Methods reject when the zone's server does not answer; what is not there is an answer.
 */
export class ZoneObjects {
  readonly #connection: Connection;
  readonly #objects: Objm;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#objects = new Objm(connection.nats);
  }

  /** An object without its content. */
  async find(bucket: string, key: string): Promise<StoredObject | MissingObject> {
    const store = await this.#open(bucket);
    const info = await store?.info(key);
    if (store === undefined) return { kind: 'no-bucket' };
    return info === null || info === undefined || info.deleted ? { kind: 'no-key' } : storedObject(info);
  }

  /** The content of an object; its checksum is verified on the way. */
  async read(bucket: string, key: string): Promise<Uint8Array | MissingObject> {
    const store = await this.#open(bucket);
    if (store === undefined) return { kind: 'no-bucket' };
    return (await store.getBlob(key)) ?? { kind: 'no-key' };
  }

  /** The objects whose keys begin with `prefix`, by their keys. */
  async list(bucket: string, prefix: string): Promise<readonly StoredObject[] | MissingObject> {
    const store = await this.#open(bucket);
    if (store === undefined) return { kind: 'no-bucket' };
    return (await store.list())
      .filter(({ name, deleted }) => !deleted && name.startsWith(prefix))
      .map(storedObject)
      .toSorted((one, other) => (one.key < other.key ? -1 : 1));
  }

  /** Writes an object, over what there is under its key. */
  async write(bucket: string, key: string, content: Uint8Array): Promise<StoredObject | MissingObject> {
    const store = await this.#open(bucket);
    if (store === undefined) return { kind: 'no-bucket' };
    return storedObject(await store.putBlob({ name: key }, content, { timeout: PUT_TIMEOUT_MS }));
  }

  /** Makes a bucket unless it is there. */
  async makeBucket(bucket: string, options: { readonly replicas: number }): Promise<void> {
    await this.#objects.create(bucket, { replicas: options.replicas });
  }

  async #open(bucket: string): Promise<NatsObjectStore | undefined> {
    if (!BUCKET_NAME.test(bucket)) return undefined;
    const { streams } = await this.#connection.jetStream();
    try {
      await streams.info(`OBJ_${bucket}`);
    } catch (error) {
      if (isStreamMissing(error)) return undefined;
      throw error;
    }
    return this.#objects.open(bucket, false);
  }
}

function storedObject(info: ObjectInfo): StoredObject {
  return {
    key: info.name,
    sizeBytes: info.size,
    modifiedAt: new Date(info.mtime),
    etag: `${info.digest} ${info.nuid}`,
  };
}
