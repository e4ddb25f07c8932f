import type { Json, JsonObject } from '@edgestep/shared';

import { numberOrTextIn, objectIn, oneOfIn, textIn, textsIn, valueIn } from './source-fields.ts';

/** Where a distributed Map reads its items from. */
export interface ItemReader {
  readonly resource: string;
  /** JSONPath. A payload template. */
  readonly parameters: Json | undefined;
  /** JSONata. */
  readonly arguments: Json | undefined;
  readonly readerConfig: ReaderConfig | undefined;
  readonly location: string;
  readonly source: JsonObject;
}

/** How the object that was read becomes items. */
export interface ReaderConfig {
  readonly inputType: 'CSV' | 'JSON' | 'JSONL' | 'PARQUET' | 'MANIFEST' | undefined;
  readonly csvDelimiter: 'COMMA' | 'PIPE' | 'SEMICOLON' | 'SPACE' | 'TAB' | undefined;
  readonly csvHeaderLocation: 'FIRST_ROW' | 'GIVEN' | undefined;
  readonly csvHeaders: readonly string[] | undefined;
  /** A string is a JSONata expression. */
  readonly maxItems: number | string | undefined;
  /** JSONPath. A reference path. */
  readonly maxItemsPath: string | undefined;
  /** A JSON pointer to the array or object inside of the file. */
  readonly itemsPointer: string | undefined;
  readonly manifestType: 'ATHENA_DATA' | 'S3_INVENTORY' | undefined;
  readonly transformation: 'NONE' | 'LOAD_AND_FLATTEN' | undefined;
}

/** Reads `ItemReader` of a Map. */
export function readItemReader(map: JsonObject, mapLocation: string): ItemReader | undefined {
  const source = objectIn(map, 'ItemReader');
  if (source === undefined) return undefined;
  return {
    resource: textIn(source, 'Resource') ?? '',
    parameters: valueIn(source, 'Parameters'),
    arguments: valueIn(source, 'Arguments'),
    readerConfig: readReaderConfig(objectIn(source, 'ReaderConfig')),
    location: `${mapLocation}/ItemReader`,
    source,
  };
}

function readReaderConfig(source: JsonObject | undefined): ReaderConfig | undefined {
  if (source === undefined) return undefined;
  return {
    inputType: oneOfIn(source, 'InputType', ['CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST']),
    csvDelimiter: oneOfIn(source, 'CSVDelimiter', ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB']),
    csvHeaderLocation: oneOfIn(source, 'CSVHeaderLocation', ['FIRST_ROW', 'GIVEN']),
    csvHeaders: textsIn(source, 'CSVHeaders'),
    maxItems: numberOrTextIn(source, 'MaxItems'),
    maxItemsPath: textIn(source, 'MaxItemsPath'),
    itemsPointer: textIn(source, 'ItemsPointer'),
    manifestType: oneOfIn(source, 'ManifestType', ['ATHENA_DATA', 'S3_INVENTORY']),
    transformation: oneOfIn(source, 'Transformation', ['NONE', 'LOAD_AND_FLATTEN']),
  };
}
