import type { JsonObject } from '@edgestep/shared';

import type { MapState } from '../definition/map-state.ts';
import type { CompiledDistribution } from './compiled-state.ts';
import { jsonata, template } from './data-flow.ts';
import { compileNumberField } from './number-field.ts';

/** What a Map with Mode DISTRIBUTED has besides the fields of every Map; undefined for an inline one. */
export function compileDistribution(state: MapState): CompiledDistribution | undefined {
  if (state.itemProcessor.mode !== 'DISTRIBUTED') return undefined;
  return {
    label: state.label,
    executionType: state.itemProcessor.executionType ?? 'STANDARD',
    reader: compileReader(state),
    batcher: compileBatcher(state),
    writer: compileWriter(state),
  };
}

function compileReader({ itemReader, queryLanguage }: MapState): CompiledDistribution['reader'] {
  if (itemReader === undefined) return undefined;
  const {
    MaxItems: _,
    MaxItemsPath: __,
    ...config
  } = (itemReader.source['ReaderConfig'] ?? {}) as JsonObject;
  return {
    resource: itemReader.resource,
    parameters:
      queryLanguage === 'JSONata'
        ? jsonata(itemReader.arguments, 'ItemReader/Arguments')
        : template(itemReader.parameters),
    config,
    maxItems: compileNumberField(
      'MaxItems',
      itemReader.readerConfig?.maxItems,
      itemReader.readerConfig?.maxItemsPath,
      'ItemReader/ReaderConfig/MaxItems',
    ),
  };
}

function compileBatcher({ itemBatcher, queryLanguage }: MapState): CompiledDistribution['batcher'] {
  if (itemBatcher === undefined) return undefined;
  const { maxItemsPerBatch, maxItemsPerBatchPath, maxInputBytesPerBatch, maxInputBytesPerBatchPath } =
    itemBatcher;
  return {
    maxItemsPerBatch: compileNumberField(
      'MaxItemsPerBatch',
      maxItemsPerBatch,
      maxItemsPerBatchPath,
      'ItemBatcher/MaxItemsPerBatch',
    ),
    maxInputBytesPerBatch: compileNumberField(
      'MaxInputBytesPerBatch',
      maxInputBytesPerBatch,
      maxInputBytesPerBatchPath,
      'ItemBatcher/MaxInputBytesPerBatch',
    ),
    batchInput:
      queryLanguage === 'JSONata'
        ? jsonata(itemBatcher.batchInput, 'ItemBatcher/BatchInput')
        : template(itemBatcher.batchInput),
  };
}

function compileWriter({ resultWriter, queryLanguage }: MapState): CompiledDistribution['writer'] {
  if (resultWriter === undefined) return undefined;
  return {
    resource: resultWriter.resource,
    parameters:
      queryLanguage === 'JSONata'
        ? jsonata(resultWriter.arguments, 'ResultWriter/Arguments')
        : template(resultWriter.parameters),
    // The defaults of the service: as they are when they are exported, just their outputs when they are not.
    transformation: resultWriter.transformation ?? (resultWriter.resource === undefined ? 'COMPACT' : 'NONE'),
    outputType: resultWriter.outputType ?? 'JSON',
  };
}
