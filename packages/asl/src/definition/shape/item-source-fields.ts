import type { JsonObject } from '@edgestep/shared';

import { struct } from './check-object.ts';
import { atMostOneOf, needs } from './fields-rules.ts';
import {
  jsonataOnly,
  jsonPathOnly,
  optional,
  required,
  type ObjectShape,
  type ShapeContext,
} from './shape.ts';
import { anything, choice, integer, list, orExpression, text } from './value-shapes.ts';

/** ReaderConfig of an ItemReader. */
export const readerConfigShape: ObjectShape = {
  fields: {
    InputType: optional(choice(['CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'])),
    CSVDelimiter: optional(choice(['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'])),
    CSVHeaderLocation: optional(choice(['FIRST_ROW', 'GIVEN'])),
    CSVHeaders: optional(list(text)),
    MaxItems: optional(orExpression(integer({ min: 0, max: 100_000_000 }))),
    MaxItemsPath: jsonPathOnly(text),
    ItemsPointer: optional(text),
    ManifestType: optional(choice(['ATHENA_DATA', 'S3_INVENTORY'])),
    Transformation: optional(choice(['NONE', 'LOAD_AND_FLATTEN'])),
  },
  rules: [atMostOneOf('MaxItems', 'MaxItemsPath'), csvHeadersAreSaid],
};

const readerConfig = struct(readerConfigShape);

/** ItemReader of a Map. */
export const itemReaderShape: ObjectShape = {
  fields: {
    Resource: required(text),
    Parameters: jsonPathOnly(anything),
    Arguments: jsonataOnly(anything),
    ReaderConfig: optional(readerConfig),
  },
};

/** Checks an ItemReader. */
export const itemReader = struct(itemReaderShape);

/** ItemBatcher of a Map. */
export const itemBatcherShape: ObjectShape = {
  fields: {
    MaxItemsPerBatch: optional(orExpression(integer({ min: 0 }))),
    MaxItemsPerBatchPath: jsonPathOnly(text),
    MaxInputBytesPerBatch: optional(orExpression(integer({ min: 0, max: 262_144 }))),
    MaxInputBytesPerBatchPath: jsonPathOnly(text),
    BatchInput: optional(anything),
  },
  rules: [
    atMostOneOf('MaxItemsPerBatch', 'MaxItemsPerBatchPath'),
    atMostOneOf('MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'),
  ],
};

/** Checks an ItemBatcher. */
export const itemBatcher = struct(itemBatcherShape);

/** WriterConfig of a ResultWriter. */
export const writerConfigShape: ObjectShape = {
  fields: {
    Transformation: required(choice(['NONE', 'COMPACT', 'FLATTEN'])),
    OutputType: required(choice(['JSON', 'JSONL'])),
  },
};

const writerConfig = struct(writerConfigShape);

/** ResultWriter of a Map: where to, in which form, or both. */
export const resultWriterShape: ObjectShape = {
  fields: {
    Resource: optional(text),
    Parameters: jsonPathOnly(anything),
    Arguments: jsonataOnly(anything),
    WriterConfig: optional(writerConfig),
  },
  rules: [needs('Parameters', 'Resource'), needs('Arguments', 'Resource'), writesSomehow],
};

/** Checks a ResultWriter. */
export const resultWriter = struct(resultWriterShape);

function csvHeadersAreSaid(source: JsonObject, context: ShapeContext): void {
  const { InputType, CSVHeaderLocation, CSVHeaders } = source;
  if (InputType === 'CSV' && CSVHeaderLocation === undefined) {
    context.report("The field 'CSVHeaderLocation' is required", context.location);
  }
  if (InputType !== 'CSV' && InputType !== 'MANIFEST' && CSVHeaderLocation !== undefined) {
    const place = `${context.location}/CSVHeaderLocation`;
    context.report("Field 'CSVHeaderLocation' is not supported", context.location, place);
  }
  if (CSVHeaderLocation === 'GIVEN' && CSVHeaders === undefined) {
    context.report('These fields are required: [CSVHeaders]', context.location);
  }
}

function writesSomehow(source: JsonObject, context: ShapeContext): void {
  if (source['Resource'] === undefined && source['WriterConfig'] === undefined) {
    context.report('These fields are required: [Resource]', context.location);
  }
}
