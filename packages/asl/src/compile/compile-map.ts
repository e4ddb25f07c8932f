import type { MapState } from '../definition/map-state.ts';
import { compileJsonataTemplate } from '../template/compile-jsonata-template.ts';
import type { BlockTable } from './block-table.ts';
import type { CompiledMap } from './compiled-state.ts';
import { compileDistribution } from './compile-distribution.ts';
import { compileFlow, jsonata, nextOf, path, template } from './data-flow.ts';
import { compileCatchers, compileRetriers } from './error-handlers.ts';
import { compileNumberField } from './number-field.ts';

export function compileMap(state: MapState, table: BlockTable): CompiledMap {
  const onJsonata = state.queryLanguage === 'JSONata';
  const distribution = compileDistribution(state);
  // A distributed Map takes an object, too: its own step refuses all else.
  const itemsType = distribution === undefined ? 'array' : undefined;
  return {
    type: 'Map',
    name: state.name,
    // Parameters, the older ItemSelector, is evaluated for each item and not on entry.
    flow: compileFlow({ ...state, parameters: undefined }),
    next: nextOf(state.transition),
    follower: undefined,
    processor: table.add(state.itemProcessor),
    distribution,
    itemsPath: onJsonata ? undefined : path(state.itemsPath),
    items: state.items === undefined ? undefined : compileJsonataTemplate(state.items, 'Items', itemsType),
    itemSelector: onJsonata
      ? jsonata(state.itemSelector, 'ItemSelector')
      : template(state.itemSelector ?? state.parameters),
    maxConcurrency: compileNumberField('MaxConcurrency', state.maxConcurrency, state.maxConcurrencyPath),
    toleratedFailureCount: compileNumberField(
      'ToleratedFailureCount',
      state.toleratedFailureCount,
      state.toleratedFailureCountPath,
    ),
    toleratedFailurePercentage: compileNumberField(
      'ToleratedFailurePercentage',
      state.toleratedFailurePercentage,
      state.toleratedFailurePercentagePath,
    ),
    retriers: compileRetriers(state.retriers),
    catchers: compileCatchers(state.catchers, state.queryLanguage),
  };
}
