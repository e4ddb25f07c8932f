import type { BlobServiceClient } from '@azure/storage-blob';

import { blobService, type BlobAccount } from './blob-account.ts';
import { storeRefusal } from './store-refusal.ts';
import type { StoredObject, StoreRefusal } from './stored-object.ts';

/** A container's name in Azure: what else is none is no bucket that could be there. */
const CONTAINER_NAME = /^(?:\$root|\$web|(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** The largest object that is read. */
const READ_BYTES_MAX = 268_435_456;
/** The longest listing, in objects: each of them is held in memory. */
const LISTED_OBJECTS_MAX = 1_000_000;
const PAGE_OBJECTS_MAX = 5_000;
/** What is written at once; larger objects are written in blocks of this size. */
const BLOCK_BYTES = 8_388_608;
const BLOCKS_AT_ONCE_MAX = 2;

/** With all tries: how long a single request may take. */
const REQUEST_TIMEOUT_MS = 60_000;
/** With all tries: how long the content of an object, or a whole listing, may take. */
const TRANSFER_TIMEOUT_MS = 600_000;

/**
 * Containers of Azure Blob Storage as buckets. What is not there, what is refused and what can't be reached after the
 * SDK's own tries is an answer; a method rejects for faults of ours alone.
 */
export class BlobObjects {
  readonly #service: BlobServiceClient;
  readonly #pageObjectsMax: number;

  /** `pageObjectsMax`: how many objects are listed by one request. */
  constructor(account: BlobAccount, options: { readonly pageObjectsMax?: number } = {}) {
    this.#service = blobService(account);
    this.#pageObjectsMax = options.pageObjectsMax ?? PAGE_OBJECTS_MAX;
  }

  /** An object without its content. */
  find(bucket: string, key: string): Promise<StoredObject | StoreRefusal> {
    return inContainer(bucket, REQUEST_TIMEOUT_MS, async (abortSignal) => {
      const blob = this.#service.getContainerClient(bucket).getBlobClient(key);
      return storedObject(key, await blob.getProperties({ abortSignal }));
    });
  }

  /** The content of an object, streamed; a stream that breaks off is taken up where it broke, of the same version. */
  read(bucket: string, key: string): Promise<Uint8Array | StoreRefusal> {
    return inContainer(bucket, TRANSFER_TIMEOUT_MS, async (abortSignal) => {
      const blob = this.#service.getContainerClient(bucket).getBlobClient(key);
      const answer = await blob.download(0, undefined, { abortSignal, maxRetryRequests: 5 });
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of answer.readableStreamBody ?? []) {
        bytes += chunk.length;
        if (bytes > READ_BYTES_MAX)
          return tooMuch(`The object ${key} has more than ${READ_BYTES_MAX} bytes.`);
        chunks.push(Buffer.from(chunk));
      }
      return new Uint8Array(Buffer.concat(chunks));
    });
  }

  /** The objects whose keys begin with `prefix`, by their keys. */
  list(bucket: string, prefix: string): Promise<readonly StoredObject[] | StoreRefusal> {
    return inContainer(bucket, TRANSFER_TIMEOUT_MS, async (abortSignal) => {
      const container = this.#service.getContainerClient(bucket);
      const pages = container
        .listBlobsFlat({ prefix, abortSignal })
        .byPage({ maxPageSize: this.#pageObjectsMax });
      const listed: StoredObject[] = [];
      for await (const { segment } of pages) {
        for (const { name, properties } of segment.blobItems) listed.push(storedObject(name, properties));
        if (listed.length > LISTED_OBJECTS_MAX) {
          return tooMuch(`More than ${LISTED_OBJECTS_MAX} objects have keys that begin with '${prefix}'.`);
        }
      }
      return listed.toSorted((one, other) => (one.key < other.key ? -1 : 1));
    });
  }

  /** Writes an object, over what there is under its key. */
  write(bucket: string, key: string, content: Uint8Array): Promise<StoredObject | StoreRefusal> {
    return inContainer(bucket, TRANSFER_TIMEOUT_MS, async (abortSignal) => {
      const blob = this.#service.getContainerClient(bucket).getBlockBlobClient(key);
      const written = await blob.uploadData(content, {
        abortSignal,
        blockSize: BLOCK_BYTES,
        maxSingleShotSize: BLOCK_BYTES,
        concurrency: BLOCKS_AT_ONCE_MAX,
      });
      return storedObject(key, { ...written, contentLength: content.length });
    });
  }

  /** Makes a container unless it is there. */
  makeBucket(bucket: string): Promise<StoreRefusal | Record<never, never>> {
    return inContainer(bucket, REQUEST_TIMEOUT_MS, async (abortSignal) => {
      await this.#service.getContainerClient(bucket).createIfNotExists({ abortSignal });
      return {};
    });
  }
}

async function inContainer<Answer>(
  bucket: string,
  timeoutMs: number,
  ask: (abortSignal: AbortSignal) => Promise<Answer>,
): Promise<Answer | StoreRefusal> {
  if (!CONTAINER_NAME.test(bucket)) return { kind: 'no-bucket' };
  try {
    return await ask(AbortSignal.timeout(timeoutMs));
  } catch (error) {
    const refusal = storeRefusal(error);
    if (refusal === undefined) throw error;
    return refusal;
  }
}

function tooMuch(cause: string): StoreRefusal {
  return { kind: 'refused', cause };
}

/** Blob Storage tells an ETag with quotes in a header, and without them in a listing. */
function storedObject(
  key: string,
  facts: {
    readonly contentLength?: number;
    readonly lastModified?: Date;
    readonly etag?: string;
  },
): StoredObject {
  return {
    key,
    sizeBytes: facts.contentLength ?? 0,
    modifiedAt: facts.lastModified ?? new Date(0),
    etag: (facts.etag ?? '').replaceAll('"', ''),
  };
}
