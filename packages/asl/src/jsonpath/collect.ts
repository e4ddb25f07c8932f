import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';

import { valueDepthMax } from '../limits/query-limits.ts';
import type { StepBudget } from '../limits/step-budget.ts';
import { ownProperty } from '../query/own-property.ts';
import { QueryFailure } from '../query/query-failure.ts';
import type { FilterTest } from './filter.ts';
import { compileFilter } from './filter.ts';
import type { Segment, Selector } from './path-syntax.ts';

/** What a walk over a value shares: the root for filters, the results, and what it may still cost. */
export interface Walk {
  readonly root: Json;
  readonly budget: StepBudget;
}

/** Gives every node that the segments lead to from `value`, in document order. */
export type Collector = (value: Json, walk: Walk, found: Json[]) => void;

/** Compiles segments of which any may lead to many places. */
export function compileCollector(segments: readonly Segment[]): Collector {
  let collector: Collector = (value, _walk, found) => {
    found.push(value);
  };
  for (const segment of segments.toReversed()) collector = compileSegment(segment, collector);
  return collector;
}

function compileSegment(segment: Segment, next: Collector): Collector {
  if (segment.kind !== 'descendants') return compileSelector(segment, next);
  const select = compileDescendantSelector(segment.selector, next);
  return (value, walk, found) => descend(value, walk, found, select, 0);
}

/** Every node that has children, the node itself before what it contains. Those without cost a step, too. */
function descend(value: Json, walk: Walk, found: Json[], select: Collector, depth: number): void {
  walk.budget.spend(1);
  const children = childrenOf(value);
  if (children === undefined) return;
  if (depth > valueDepthMax) {
    throw new QueryFailure('States.Runtime', `A value nests deeper than ${valueDepthMax} levels.`);
  }
  select(value, walk, found);
  for (const child of children) {
    descend(child, walk, found, select, depth + 1);
  }
}

/** Undefined for a scalar. */
function childrenOf(value: Json): readonly Json[] | undefined {
  if (isJsonArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : undefined;
}

function compileDescendantSelector(selector: Selector, next: Collector): Collector {
  const select = compileSelector(selector, next);
  if (selector.kind !== 'filter') return select;
  // A filter behind `..` tests each object that it comes by, not the elements of each array: they come by too.
  return (value, walk, found) => {
    if (isJsonObject(value)) select(value, walk, found);
  };
}

function compileSelector(selector: Selector, next: Collector): Collector {
  switch (selector.kind) {
    case 'child':
      return namesCollector([selector.name], next);
    case 'children':
      return namesCollector(selector.names, next);
    case 'index':
      return indicesCollector([selector.index], next);
    case 'indices':
      return indicesCollector(selector.indices, next);
    case 'slice':
      return sliceCollector(selector.start, selector.end, selector.step, next);
    case 'wildcard':
      return wildcardCollector(next);
    case 'filter':
      return filterCollector(compileFilter(selector.condition), next);
  }
}

function namesCollector(names: readonly string[], next: Collector): Collector {
  return (value, walk, found) => {
    if (!isJsonObject(value)) return;
    for (const name of names) {
      walk.budget.spend(1);
      const child = ownProperty(value, name);
      if (child !== undefined) next(child, walk, found);
    }
  };
}

function indicesCollector(indices: readonly number[], next: Collector): Collector {
  return (value, walk, found) => {
    if (!isJsonArray(value)) return;
    for (const index of indices) {
      walk.budget.spend(1);
      const child = value.at(index);
      if (child !== undefined) next(child, walk, found);
    }
  };
}

function sliceCollector(
  start: number | undefined,
  end: number | undefined,
  step: number,
  next: Collector,
): Collector {
  return (value, walk, found) => {
    if (!isJsonArray(value)) return;
    const { length } = value;
    const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
    const from = bound(start ?? (step > 0 ? 0 : length - 1), length, low, high, start === undefined);
    const to = bound(end ?? (step > 0 ? length : -1), length, low, high, end === undefined);
    for (let index = from; step > 0 ? index < to : index > to; index += step) {
      walk.budget.spend(1);
      next(value[index] as Json, walk, found);
    }
  };
}

function bound(position: number, length: number, low: number, high: number, isDefault: boolean): number {
  const fromStart = position < 0 && !isDefault ? length + position : position;
  return Math.min(Math.max(fromStart, low), high);
}

function wildcardCollector(next: Collector): Collector {
  return (value, walk, found) => {
    for (const child of childrenOf(value) ?? []) {
      walk.budget.spend(1);
      next(child, walk, found);
    }
  };
}

function filterCollector(test: FilterTest, next: Collector): Collector {
  return (value, walk, found) => {
    if (isJsonObject(value)) {
      walk.budget.spend(1);
      if (test(value, walk)) next(value, walk, found);
    } else if (isJsonArray(value)) {
      for (const child of value) {
        walk.budget.spend(1);
        if (test(child, walk)) next(child, walk, found);
      }
    }
  };
}
