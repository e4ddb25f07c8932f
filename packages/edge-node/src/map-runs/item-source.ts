import { gunzipSync } from 'node:zlib';

import { ItemDataError, readItemData, sourceUri, type ItemData } from '@edgestep/asl';
import {
  isJsonArray,
  isJsonObject,
  type ItemReaderSpec,
  type Json,
  type JsonObject,
  type RunItem,
} from '@edgestep/shared';

import { readParquet } from './parquet/read-parquet.ts';
import { isRefusal, refusalWords, type ObjectFacts, type ObjectSource } from '../objects/object-source.ts';

/** The largest object that items are read from. */
const OBJECT_BYTES_MAX = 268_435_456;

/** Items that were read from one place. */
interface ItemsOfSource extends ItemData {
  /** As `$$.Map.Item.Source` tells it. */
  readonly uri: string;
}

/** Items that a reader has found: all of them, and by what they are found again. */
export interface FoundItems {
  readonly source: JsonObject;
  readonly parts: readonly ItemsOfSource[];
  readonly total: number;
}

/** The items from the item `from` on, one after the other. */
export function* itemsFrom({ parts, total }: FoundItems, from: number): Generator<RunItem> {
  let first = 0;
  for (const { uri, items, itemsAreMembers } of parts) {
    const about = { source: uri, ...(itemsAreMembers === undefined ? {} : { isMember: itemsAreMembers }) };
    const end = Math.min(items.length, total - first);
    for (let place = Math.max(0, from - first); place < end; place += 1) {
      yield { value: items[place] ?? null, ...about };
    }
    first += items.length;
  }
}

/**
 * Reads all items that an ItemReader names. `before`: what an earlier reading found them by; the same items are read
 * again, or an ItemDataError says that they have changed. Rejects with other errors when the store is out of reach.
 */
export async function readItems(
  objects: ObjectSource,
  reader: ItemReaderSpec,
  before: JsonObject | undefined,
): Promise<FoundItems> {
  const { source, parts } = await readWhole(objects, reader, before);
  const count = parts.reduce((sum, { items }) => sum + items.length, 0);
  return { source, parts, total: Math.min(count, reader.maxItems || Infinity) };
}

type Whole = Omit<FoundItems, 'total'>;

function readWhole(
  objects: ObjectSource,
  reader: ItemReaderSpec,
  before: JsonObject | undefined,
): Promise<Whole> {
  const action = /^arn:[^:]*:states:::s3:(getObject|listObjectsV2)$/.exec(reader.resource)?.[1];
  if (action === 'getObject') return readObject(objects, reader, before);
  if (action === 'listObjectsV2') return readListing(objects, reader, before);
  throw new ItemDataError(`Items can't be read by the resource ${reader.resource}.`);
}

async function readObject(
  objects: ObjectSource,
  { parameters, config }: ItemReaderSpec,
  before: JsonObject | undefined,
): Promise<Whole> {
  const bucket = textOf(parameters, 'Bucket');
  const key = textOf(parameters, 'Key');
  if (parameters['VersionId'] !== undefined) {
    throw new ItemDataError('The store keeps no versions of its objects: VersionId names none.');
  }
  const facts = await objects.find(bucket, key);
  if (isRefusal(facts)) throw new ItemDataError(refusalWords(facts));
  if (before !== undefined && before['Etag'] !== facts.etag) {
    throw new ItemDataError(
      `The object ${key} of the bucket ${bucket} has changed while its items were read.`,
    );
  }
  const parts = isManifest(config)
    ? await readManifest(objects, bucket, await readText(objects, bucket, facts), config)
    : [await readPart(objects, bucket, facts, config)];
  return { source: { Bucket: bucket, Key: key, Etag: facts.etag }, parts };
}

/** The objects under a prefix; with LOAD_AND_FLATTEN the items within them. */
async function readListing(
  objects: ObjectSource,
  { parameters, config }: ItemReaderSpec,
  before: JsonObject | undefined,
): Promise<Whole> {
  const bucket = textOf(parameters, 'Bucket');
  const prefix = parameters['Prefix'] === undefined ? '' : textOf(parameters, 'Prefix');
  // What was written later is not of this run: a listing that is made again has the same objects.
  const listedBefore = before?.['ListedAt'];
  const askedAt = Date.now();
  const listed = await objects.list(bucket, prefix);
  if (isRefusal(listed)) throw new ItemDataError(refusalWords(listed));
  const listedAt = typeof listedBefore === 'number' ? listedBefore : latest(askedAt, listed);
  const facts = listed.filter(({ modifiedAt }) => modifiedAt.getTime() <= listedAt);
  const source = { Bucket: bucket, Prefix: prefix, ListedAt: listedAt };
  if (config['Transformation'] !== 'LOAD_AND_FLATTEN') {
    return { source, parts: [{ uri: sourceUri(bucket), items: facts.map(listedItem) }] };
  }
  const parts: ItemsOfSource[] = [];
  for (const each of facts) {
    parts.push(await readPart(objects, bucket, each, config));
  }
  return { source, parts };
}

/** A store's clock may be ahead of ours: what a first listing has is of the run. */
function latest(askedAt: number, listed: readonly ObjectFacts[]): number {
  return listed.reduce((at, { modifiedAt }) => Math.max(at, modifiedAt.getTime()), askedAt);
}

function listedItem({ key, sizeBytes, modifiedAt, etag }: ObjectFacts): Json {
  return {
    Etag: `"${etag}"`,
    Key: key,
    LastModified: modifiedAt.getTime() / 1_000,
    Size: sizeBytes,
    StorageClass: 'STANDARD',
  };
}

function isManifest({ InputType, ManifestType }: JsonObject): boolean {
  return InputType === 'MANIFEST' || ManifestType === 'S3_INVENTORY' || ManifestType === 'ATHENA_DATA';
}

function readManifest(
  objects: ObjectSource,
  bucket: string,
  text: string,
  config: JsonObject,
): Promise<readonly ItemsOfSource[]> {
  return config['ManifestType'] === 'ATHENA_DATA'
    ? readAthenaData(objects, text, config)
    : readInventory(objects, bucket, text);
}

/** The manifest of an UNLOAD in Athena: the address of one file a line, each of the InputType. */
async function readAthenaData(
  objects: ObjectSource,
  text: string,
  config: JsonObject,
): Promise<readonly ItemsOfSource[]> {
  const parts: ItemsOfSource[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [, bucket, key] = /^\s*"?s3:\/\/([^/"]+)\/([^"]+?)"?\s*$/i.exec(line) ?? [];
    if (bucket === undefined || key === undefined) {
      throw new ItemDataError(
        `The manifest has a line that is no address of an object: ${line.slice(0, 200)}`,
      );
    }
    const facts = await objects.find(bucket, key);
    if (isRefusal(facts)) throw new ItemDataError(refusalWords(facts));
    parts.push(await readPart(objects, bucket, facts, config));
  }
  return parts;
}

/** An S3 inventory: its manifest names CSV files and their columns. */
async function readInventory(
  objects: ObjectSource,
  bucket: string,
  text: string,
): Promise<readonly ItemsOfSource[]> {
  const manifest = parseManifest(text);
  const headers = manifest.fileSchema.split(',').map((name) => name.trim());
  const parts: ItemsOfSource[] = [];
  for (const key of manifest.keys) {
    const facts = await objects.find(bucket, key);
    if (isRefusal(facts)) throw new ItemDataError(refusalWords(facts));
    const csv = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: headers };
    parts.push(await readPart(objects, bucket, facts, csv));
  }
  return parts;
}

function parseManifest(text: string): { readonly fileSchema: string; readonly keys: readonly string[] } {
  let manifest: Json;
  try {
    manifest = JSON.parse(text) as Json;
  } catch {
    throw new ItemDataError('The manifest is not JSON.');
  }
  if (!isJsonObject(manifest)) throw new ItemDataError('The manifest is not an object.');
  const { fileFormat, fileSchema, files } = manifest;
  if (fileFormat !== 'CSV' || typeof fileSchema !== 'string' || !isJsonArray(files)) {
    throw new ItemDataError('The manifest is not that of an inventory in CSV.');
  }
  const keys = files.flatMap((file) =>
    isJsonObject(file) && typeof file['key'] === 'string' ? [file['key']] : [],
  );
  return { fileSchema, keys };
}

async function readPart(
  objects: ObjectSource,
  bucket: string,
  facts: ObjectFacts,
  config: JsonObject,
): Promise<ItemsOfSource> {
  const data =
    config['InputType'] === 'PARQUET'
      ? await readParquet(await readBytes(objects, bucket, facts))
      : readItemData(await readText(objects, bucket, facts), config);
  return { uri: sourceUri(bucket, facts.key), ...data };
}

/** The text of an object; what is named `.gz` is unpacked. */
async function readText(objects: ObjectSource, bucket: string, facts: ObjectFacts): Promise<string> {
  const content = await readBytes(objects, bucket, facts);
  return new TextDecoder().decode(facts.key.endsWith('.gz') ? unpacked(content) : content);
}

async function readBytes(objects: ObjectSource, bucket: string, facts: ObjectFacts): Promise<Uint8Array> {
  if (facts.sizeBytes > OBJECT_BYTES_MAX) {
    throw new ItemDataError(`The object ${facts.key} has more than ${OBJECT_BYTES_MAX} bytes.`);
  }
  const content = await objects.read(bucket, facts.key);
  if (isRefusal(content)) throw new ItemDataError(refusalWords(content));
  return content;
}

function unpacked(content: Uint8Array): Uint8Array {
  try {
    return gunzipSync(content, { maxOutputLength: OBJECT_BYTES_MAX });
  } catch (error) {
    throw new ItemDataError(`The object can't be unpacked: ${error instanceof Error ? error.message : ''}`);
  }
}

function textOf(parameters: JsonObject, name: string): string {
  const value = parameters[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new ItemDataError(`The field ${name} of the ItemReader must be a text.`);
}
