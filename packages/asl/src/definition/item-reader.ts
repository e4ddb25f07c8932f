import type { Json, JsonObject } from '@edgestep/shared';

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
