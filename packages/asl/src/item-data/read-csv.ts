import { isJsonArray, type Json, type JsonObject } from '@edgestep/shared';

import { ItemDataError } from './item-data-error.ts';

/** How text with delimited fields is read. */
export interface CsvFormat {
  readonly delimiter: string;
  /** Undefined: the first record holds them. */
  readonly headers: readonly string[] | undefined;
}

const DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  SPACE: ' ',
  TAB: '\t',
};

/** The format that a ReaderConfig names. */
export function csvFormat(config: JsonObject): CsvFormat {
  const { CSVDelimiter, CSVHeaderLocation, CSVHeaders } = config;
  const given = CSVHeaderLocation === 'GIVEN' && isJsonArray(CSVHeaders) ? CSVHeaders.map(String) : undefined;
  return {
    delimiter: typeof CSVDelimiter === 'string' ? (DELIMITERS[CSVDelimiter] ?? ',') : ',',
    headers: given,
  };
}

/**
 * Each record as an object of texts by the headers: what a record lacks is empty, what it has too much is left out
 * (developer guide, ItemReader).
 */
export function readCsv(text: string, format: CsvFormat): readonly Json[] {
  const records = readRecords(text.startsWith('\uFEFF') ? text.slice(1) : text, format.delimiter);
  const headers = format.headers ?? records.shift() ?? [];
  if (new Set(headers).size !== headers.length) {
    throw new ItemDataError('The headers of the CSV object are not unique.');
  }
  return records.map((fields) =>
    Object.fromEntries(headers.map((header, place) => [header, fields[place] ?? ''])),
  );
}

/** Records end with their lines, but for line ends within quotes (RFC 4180). Empty lines are none. */
function readRecords(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let field = '';
  let isQuoted = false;
  let wasQuoted = false;
  const endField = () => {
    fields.push(field);
    field = '';
  };
  const endRecord = () => {
    endField();
    if (fields.length > 1 || fields[0] !== '' || wasQuoted) records.push(fields);
    fields = [];
    wasQuoted = false;
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text[index + 1] === '"') {
        field += '"';
        index += 1;
      } else isQuoted = false;
    } else if (character === '"' && field === '') {
      isQuoted = true;
      wasQuoted = true;
    } else if (character === delimiter) endField();
    else if (character === '\n') endRecord();
    else if (character !== '\r' || text[index + 1] !== '\n') field += character;
  }
  if (isQuoted) throw new ItemDataError('A quoted field of the CSV object does not end.');
  if (field !== '' || fields.length > 0 || wasQuoted) endRecord();
  return records;
}
