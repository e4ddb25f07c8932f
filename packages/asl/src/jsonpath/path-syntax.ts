import type { Json } from '@edgestep/shared';

import type { PathRoot } from './compiled-path.ts';
import type { FilterOperator } from './filter-operators.ts';

/** A JSONPath as it was written. */
export interface PathSyntax {
  readonly root: PathRoot;
  readonly segments: readonly Segment[];
}

/** One step that selects children of the node reached so far. */
export type Selector =
  | { readonly kind: 'child'; readonly name: string }
  | { readonly kind: 'children'; readonly names: readonly string[] }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'indices'; readonly indices: readonly number[] }
  | {
      readonly kind: 'slice';
      readonly start: number | undefined;
      readonly end: number | undefined;
      readonly step: number;
    }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly condition: FilterSyntax };

export type Segment = Selector | { readonly kind: 'descendants'; readonly selector: Selector };

export type FilterSyntax =
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly FilterSyntax[] }
  | { readonly kind: 'not'; readonly condition: FilterSyntax }
  | { readonly kind: 'exists'; readonly path: FilterPath }
  | {
      readonly kind: 'comparison';
      readonly operator: FilterOperator;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    };

export type FilterOperand =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'path'; readonly path: FilterPath };

/** A path inside a filter: from the candidate (`@`) or from the root of the document (`$`). */
export interface FilterPath {
  readonly from: 'candidate' | 'root';
  readonly segments: readonly Segment[];
}

/** True when these segments lead to one place at most. Several names in the last place merge into one object. */
export function isDefinite(segments: readonly Segment[]): boolean {
  return segments.every(
    (segment, place) =>
      segment.kind === 'child' ||
      segment.kind === 'index' ||
      (segment.kind === 'children' && place === segments.length - 1),
  );
}
