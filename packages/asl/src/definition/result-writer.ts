import type { Json, JsonObject } from '@edgestep/shared';

import { objectIn, oneOfIn, textIn, valueIn } from './source-fields.ts';

/** Where a distributed Map writes the results of its child executions. */
export interface ResultWriter {
  /** Undefined when only a WriterConfig is there: the results are formatted and stay in the output. */
  readonly resource: string | undefined;
  /** JSONPath. A payload template. */
  readonly parameters: Json | undefined;
  /** JSONata. */
  readonly arguments: Json | undefined;
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN' | undefined;
  readonly outputType: 'JSON' | 'JSONL' | undefined;
  readonly location: string;
  readonly source: JsonObject;
}

/** Reads `ResultWriter` of a Map. */
export function readResultWriter(map: JsonObject, mapLocation: string): ResultWriter | undefined {
  const source = objectIn(map, 'ResultWriter');
  if (source === undefined) return undefined;
  const config = objectIn(source, 'WriterConfig') ?? {};
  return {
    resource: textIn(source, 'Resource'),
    parameters: valueIn(source, 'Parameters'),
    arguments: valueIn(source, 'Arguments'),
    transformation: oneOfIn(config, 'Transformation', ['NONE', 'COMPACT', 'FLATTEN']),
    outputType: oneOfIn(config, 'OutputType', ['JSON', 'JSONL']),
    location: `${mapLocation}/ResultWriter`,
    source,
  };
}
