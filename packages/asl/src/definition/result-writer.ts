import type { Json, JsonObject } from '@edgestep/shared';

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
