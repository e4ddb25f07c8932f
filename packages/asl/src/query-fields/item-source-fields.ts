import type { MapState } from '../definition/map-state.ts';
import { FieldList } from './field-list.ts';
import type { QueryField } from './query-field.ts';

/** The queries of a Map's ItemReader, ItemBatcher and ResultWriter. */
export function itemSourceFieldsOf(state: MapState): readonly QueryField[] {
  const fields = new FieldList(state.queryLanguage, state.location);
  const { itemReader, itemBatcher, resultWriter } = state;
  fields.template('ItemReader/Parameters', itemReader?.parameters);
  fields.expressions('ItemReader/Arguments', itemReader?.arguments);
  const config = itemReader?.readerConfig;
  fields.amount('ItemReader/ReaderConfig/MaxItems', config?.maxItems, config?.maxItemsPath);
  fields.amount(
    'ItemBatcher/MaxItemsPerBatch',
    itemBatcher?.maxItemsPerBatch,
    itemBatcher?.maxItemsPerBatchPath,
  );
  fields.amount(
    'ItemBatcher/MaxInputBytesPerBatch',
    itemBatcher?.maxInputBytesPerBatch,
    itemBatcher?.maxInputBytesPerBatchPath,
  );
  fields.payload('ItemBatcher/BatchInput', itemBatcher?.batchInput);
  fields.template('ResultWriter/Parameters', resultWriter?.parameters);
  fields.expressions('ResultWriter/Arguments', resultWriter?.arguments);
  return fields.found;
}
