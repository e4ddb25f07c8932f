import {
  isJsonObject,
  type FrameId,
  type ItemBatcherSpec,
  type ItemReaderSpec,
  type Json,
  type JsonObject,
  type MapRunLimits,
  type ResultWriterSpec,
} from '@edgestep/shared';

import type { CompiledDistribution, CompiledMap } from '../compile/compiled-state.ts';
import { mapLabel } from '../compile/map-label.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { effectiveInput } from './effective-input.ts';
import { evaluateAll } from './evaluate.ts';
import { entryOf } from './frame-access.ts';
import { checkedConcurrency, distributedItems } from './map-items.ts';
import { advanceMapRun } from './map-run/advance-map-run.ts';
import { mapRunArn } from './map-run/map-run-names.ts';
import { toleratedFailures } from './map-run/tolerated-failures.ts';
import { expressionOf, numberValue } from './number-value.ts';
import { StateError } from './state-failure.ts';
import { StateScope } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';

/** What a Map Run is started with, as far as it is known before MapStateStarted. */
interface Plan {
  readonly found: ReturnType<typeof distributedItems> | undefined;
  readonly maxConcurrency: number;
  readonly reader: ItemReaderSpec | undefined;
  readonly batcher: ItemBatcherSpec | undefined;
  readonly writer: ResultWriterSpec | undefined;
}

/**
 * A Map with Mode DISTRIBUTED: starts a Map Run. As in the service, the limits of what is tolerated are read only
 * after the Map has said that it started (recorded behaviour, scenarios).
 */
export function enterDistributedMap(
  turn: Turn,
  frame: FrameView,
  state: CompiledMap,
  distribution: CompiledDistribution,
): Suspension | undefined {
  const { input } = entryOf(frame);
  const { flow } = state;
  const effective = flow.language === 'JSONPath' ? effectiveInput(turn, frame, flow, input) : input;
  const scope = new StateScope(turn, frame, effective);
  const { reader, batcher, writer } = distribution;
  const fields = [
    reader === undefined ? state.items : undefined,
    expressionOf(state.maxConcurrency),
    reader?.parameters,
    expressionOf(reader?.maxItems),
    batcher?.batchInput,
    expressionOf(batcher?.maxItemsPerBatch),
    expressionOf(batcher?.maxInputBytesPerBatch),
    writer?.parameters,
  ];
  return evaluateAll(turn, frame.id, fields, scope, (values) => {
    const plan = planOf(state, distribution, values, scope);
    turn.emit({ kind: 'DistributedMapStarted', frame: frame.id, length: plan.found?.items.length ?? 0 });
    const tolerances = [
      expressionOf(state.toleratedFailureCount),
      expressionOf(state.toleratedFailurePercentage),
    ];
    return evaluateAll(turn, frame.id, tolerances, scope, ([count, percentage]) => {
      const tolerated = toleratedFailures(state, count, percentage, scope);
      return start(turn, frame.id, state, distribution, plan, tolerated);
    });
  });
}

function planOf(
  state: CompiledMap,
  { reader, batcher, writer }: CompiledDistribution,
  values: readonly (Json | undefined)[],
  scope: StateScope,
): Plan {
  const [evaluated, concurrency, readFrom, maxItems, batchInput, perBatch, bytesPerBatch, writeTo] = values;
  const found = reader === undefined ? distributedItems(state, evaluated, scope) : undefined;
  const itemsMax = numberValue(reader?.maxItems, maxItems, scope);
  const maxItemsPerBatch = numberValue(batcher?.maxItemsPerBatch, perBatch, scope);
  const maxInputBytesPerBatch = numberValue(batcher?.maxInputBytesPerBatch, bytesPerBatch, scope);
  return {
    found,
    maxConcurrency: checkedConcurrency(numberValue(state.maxConcurrency, concurrency, scope)),
    reader: reader && {
      resource: reader.resource,
      parameters: parametersOf('ItemReader', readFrom),
      config: reader.config,
      ...(itemsMax === undefined ? {} : { maxItems: atLeastZero('MaxItems', itemsMax) }),
    },
    batcher: batcher && {
      ...(maxItemsPerBatch === undefined
        ? {}
        : { maxItemsPerBatch: atLeastZero('MaxItemsPerBatch', maxItemsPerBatch) }),
      ...(maxInputBytesPerBatch === undefined
        ? {}
        : { maxInputBytesPerBatch: atLeastZero('MaxInputBytesPerBatch', maxInputBytesPerBatch) }),
      ...(batchInput === undefined ? {} : { batchInput }),
    },
    writer: writer && {
      ...(writer.resource === undefined
        ? {}
        : {
            destination: {
              resource: writer.resource,
              parameters: parametersOf('ResultWriter', writeTo),
            },
          }),
      transformation: writer.transformation,
      outputType: writer.outputType,
    },
  };
}

function parametersOf(field: string, value: Json | undefined): JsonObject {
  if (value === undefined) return {};
  if (isJsonObject(value)) return value;
  throw new StateError('States.Runtime', `The parameters of ${field} must be an object.`);
}

function atLeastZero(field: string, value: number): number {
  if (value >= 0) return value;
  throw new StateError('States.Runtime', `${field} cannot be negative.`);
}

function start(
  turn: Turn,
  frame: FrameId,
  state: CompiledMap,
  distribution: CompiledDistribution,
  { found, maxConcurrency, reader, batcher, writer }: Plan,
  tolerated: Omit<MapRunLimits, 'maxConcurrency'>,
): Suspension | undefined {
  const label = mapLabel(state, distribution, turn.execution.revisionId);
  turn.emit({
    kind: 'MapRunStarted',
    frame,
    mapRunArn: mapRunArn(turn, label),
    label,
    executionType: distribution.executionType,
    itemProcessor: {
      block: state.processor,
      startAt: turn.machine.blocks[state.processor]?.startAt ?? '',
    },
    ...found,
    ...(reader === undefined ? {} : { reader }),
    ...(batcher === undefined ? {} : { batcher }),
    ...(writer === undefined ? {} : { writer }),
    maxConcurrency,
    ...tolerated,
  });
  return advanceMapRun(turn, frame);
}
