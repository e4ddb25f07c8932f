import type { ExecutionType, Json, JsonObject, ResultWriterSpec, TaskTarget } from '@edgestep/shared';

import type { ChoiceCondition } from '../choice/choice-condition.ts';
import type { CompiledPath } from '../jsonpath/compiled-path.ts';
import type { SyncTemplate, Template } from '../query/template.ts';
import type { ReferencePath } from '../reference-path/reference-path.ts';

/** A path field: a path, `null` for "nothing" (the empty object, or no result), undefined for "all". */
export type PathField = CompiledPath | null | undefined;

/** How data flows through a state on JSONPath. */
export interface JsonPathFlow {
  readonly language: 'JSONPath';
  /** None of the fields is written: what comes in goes out. */
  readonly isEmpty: boolean;
  readonly inputPath: PathField;
  /** Parameters: undefined passes the effective input on. */
  readonly parameters: SyncTemplate | undefined;
  readonly resultSelector: SyncTemplate | undefined;
  /** `null` discards the result; undefined replaces the input by it. */
  readonly resultPath: ReferencePath | null | undefined;
  readonly outputPath: PathField;
  readonly assign: SyncTemplate | undefined;
}

/** How data flows through a state on JSONata. */
interface JsonataFlow {
  readonly language: 'JSONata';
  readonly arguments: Template | undefined;
  readonly output: Template | undefined;
  readonly assign: Template | undefined;
}

export type DataFlow = JsonPathFlow | JsonataFlow;

interface CompiledStateBase {
  readonly name: string;
  readonly flow: DataFlow;
  /** Undefined: the state ends its block. */
  readonly next: string | undefined;
  /** The state that mostly comes after it: what `next` names, or a Choice's Default. It need not be looked up. */
  readonly follower: CompiledState | undefined;
}

export interface CompiledRetrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  /** Full jitter. */
  readonly jitter: boolean;
}

export interface CompiledCatcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
  /** JSONPath: `null` discards the error output, undefined replaces the input by it. */
  readonly resultPath: ReferencePath | null | undefined;
  /** JSONata. */
  readonly output: Template | undefined;
  readonly assign: Template | undefined;
}

/** A number that is written, read by a path, or given by an expression. */
export type NumberField =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'path'; readonly path: CompiledPath; readonly field: string }
  | {
      readonly kind: 'expression';
      readonly template: Template;
      readonly field: string;
      /** Where an EvaluationFailed event says that the field stands: `ItemBatcher/MaxItemsPerBatch`. */
      readonly location: string;
      readonly range: NumberRange;
    };

/** The bounds of a number, both inclusive. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

/** What Task, Parallel and Map share: they can fail, be tried again, and be caught. */
export interface FallibleState extends CompiledStateBase {
  readonly retriers: readonly CompiledRetrier[];
  readonly catchers: readonly CompiledCatcher[];
}

export interface CompiledTask extends FallibleState {
  readonly type: 'Task';
  readonly target: TaskTarget;
  readonly timeoutSeconds: NumberField | undefined;
  readonly heartbeatSeconds: NumberField | undefined;
  /** Credentials, a template of its own. */
  readonly credentials: Template | undefined;
}

export interface CompiledPass extends CompiledStateBase {
  readonly type: 'Pass';
  /** JSONPath's Result. */
  readonly result: Json | undefined;
}

/** One rule of a Choice, in order; the first that holds decides. */
export interface CompiledRule {
  readonly condition: ChoiceCondition | Template;
  readonly next: string;
  readonly assign: Template | undefined;
  readonly output: Template | undefined;
}

export interface CompiledChoice extends CompiledStateBase {
  readonly type: 'Choice';
  readonly rules: readonly CompiledRule[];
  readonly defaultNext: string | undefined;
}

/** What a Wait waits for. */
export type WaitField =
  | { readonly kind: 'seconds'; readonly seconds: number }
  | { readonly kind: 'timestamp'; readonly timestamp: string }
  | { readonly kind: 'seconds-path' | 'timestamp-path'; readonly path: CompiledPath }
  | { readonly kind: 'seconds-expression' | 'timestamp-expression'; readonly template: Template };

export interface CompiledWait extends CompiledStateBase {
  readonly type: 'Wait';
  readonly until: WaitField;
}

export interface CompiledSucceed extends CompiledStateBase {
  readonly type: 'Succeed';
}

export interface CompiledFail extends CompiledStateBase {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}

export interface CompiledParallel extends FallibleState {
  readonly type: 'Parallel';
  /** The blocks of the branches, in their order. */
  readonly branches: readonly number[];
}

/** ItemReader of a distributed Map. */
interface CompiledItemReader {
  readonly resource: string;
  /** Parameters, or Arguments. */
  readonly parameters: Template | undefined;
  /** ReaderConfig, but for MaxItems. */
  readonly config: JsonObject;
  readonly maxItems: NumberField | undefined;
}

/** ItemBatcher of a distributed Map. */
interface CompiledItemBatcher {
  readonly maxItemsPerBatch: NumberField | undefined;
  readonly maxInputBytesPerBatch: NumberField | undefined;
  readonly batchInput: Template | undefined;
}

/** ResultWriter of a distributed Map. */
interface CompiledResultWriter extends Pick<ResultWriterSpec, 'transformation' | 'outputType'> {
  /** Undefined: the results stay in the state's output. */
  readonly resource: string | undefined;
  /** Parameters, or Arguments. */
  readonly parameters: Template | undefined;
}

/** What a Map with Mode DISTRIBUTED has besides the fields of every Map. */
export interface CompiledDistribution {
  /** Undefined: one is made for the state. */
  readonly label: string | undefined;
  readonly executionType: ExecutionType;
  readonly reader: CompiledItemReader | undefined;
  readonly batcher: CompiledItemBatcher | undefined;
  readonly writer: CompiledResultWriter | undefined;
}

export interface CompiledMap extends FallibleState {
  readonly type: 'Map';
  /** The block of the item processor. */
  readonly processor: number;
  /** Undefined: the Map runs INLINE. */
  readonly distribution: CompiledDistribution | undefined;
  /** JSONPath: where the items are; undefined: the effective input itself. */
  readonly itemsPath: CompiledPath | undefined;
  /** JSONata. */
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: NumberField | undefined;
  readonly toleratedFailureCount: NumberField | undefined;
  readonly toleratedFailurePercentage: NumberField | undefined;
}

export type CompiledState =
  | CompiledTask
  | CompiledPass
  | CompiledChoice
  | CompiledWait
  | CompiledSucceed
  | CompiledFail
  | CompiledParallel
  | CompiledMap;
