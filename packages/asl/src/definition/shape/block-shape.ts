import { isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import { checkObject } from './check-object.ts';
import { checkState } from './check-state.ts';
import {
  optional,
  required,
  type FieldShape,
  type ObjectShape,
  type Shape,
  type ShapeContext,
} from './shape.ts';
import { expectedType, choice, text } from './value-shapes.ts';

const states: Shape = (value, context) => {
  if (!isJsonObject(value)) {
    expectedType('OBJECT', context);
    return;
  }
  if (Object.keys(value).length === 0) context.report('Value cannot be empty', context.location);
  for (const [name, state] of Object.entries(value)) {
    checkState(state, { ...context, location: `${context.location}/${name}` });
  }
};

/** Fields of everything that has states: a state machine, a branch, a processor of items. */
export const blockFields: Readonly<Record<string, FieldShape>> = {
  Comment: optional(text),
  StartAt: required(text),
  States: required(states),
};

/** A branch of a Parallel. */
export function branch(value: Json, context: ShapeContext): void {
  checkObject(value, { fields: blockFields }, context);
}

/** ItemProcessor or Iterator of a Map. */
export function itemProcessor(value: Json, context: ShapeContext): void {
  checkObject(value, processorShape, context);
}

const processorConfig: Shape = (value, context) => {
  checkObject(value, isDistributed(value) ? distributedConfig : inlineConfig, context);
};

const mode = optional(choice(['INLINE', 'DISTRIBUTED']));

/** ProcessorConfig of a Map whose iterations run inside of its execution. */
export const inlineConfig: ObjectShape = { fields: { Mode: mode } };

/** ProcessorConfig of a distributed Map. */
export const distributedConfig: ObjectShape = {
  fields: { Mode: mode, ExecutionType: required(choice(['STANDARD', 'EXPRESS'])) },
};

/** ItemProcessor or Iterator of a Map. */
export const processorShape: ObjectShape = {
  fields: { ...blockFields, ProcessorConfig: optional(processorConfig) },
};

function isDistributed(config: Json): config is JsonObject {
  return isJsonObject(config) && config['Mode'] === 'DISTRIBUTED';
}
