import { isJsonArray, isJsonNumber, isJsonObject, type Json } from '@edgestep/shared';

import { jsonText } from '../query/json-text.ts';
import { ownProperty } from '../query/own-property.ts';
import type { Segment } from './path-syntax.ts';
import { pathText, segmentText } from './path-text.ts';

/**
 * Why a path led nowhere, worded as AWS does. Undefined when nothing on the definite part of the path is missing:
 * behind a wildcard, a slice, a filter or `..` a miss is an empty result.
 */
export function explainMiss(root: Json, segments: readonly Segment[]): string | undefined {
  let value: Json = root;
  for (let place = 0; place < segments.length; place++) {
    const segment = segments[place] as Segment;
    const isLast = place === segments.length - 1;
    const refusal = refusalOf(value, segment, segments.slice(0, place));
    if (refusal !== undefined) return refusal;
    if (!leadsToOnePlace(segment)) return undefined;
    const child = childOf(value, segment);
    if (child === undefined) {
      return isLast
        ? `No results for path: ${pathText(segments)}`
        : `Missing property in path ${pathText(segments.slice(0, place + 1))}`;
    }
    value = child;
  }
  return undefined;
}

function leadsToOnePlace(segment: Segment): boolean {
  return segment.kind === 'child' || segment.kind === 'index' || segment.kind === 'children';
}

function childOf(value: Json, segment: Segment): Json | undefined {
  if (segment.kind === 'index') return isJsonArray(value) ? value.at(segment.index) : undefined;
  if (!isJsonObject(value)) return undefined;
  if (segment.kind === 'child') return ownProperty(value, segment.name);
  if (segment.kind !== 'children') return undefined;
  const present = segment.names.find((name) => Object.hasOwn(value, name));
  return present === undefined ? undefined : value[present];
}

/** A node of the wrong type for the segment that goes on from it. */
function refusalOf(value: Json, segment: Segment, upstream: readonly Segment[]): string | undefined {
  switch (segment.kind) {
    case 'child':
    case 'children':
      if (isJsonObject(value)) return undefined;
      return (
        `Expected to find an object with property ${segmentText(segment)} in path ${pathText(upstream)} ` +
        `but found '${typeName(value)}'. This is not a json object.`
      );
    case 'index':
    case 'indices':
    case 'slice':
      if (isJsonArray(value)) return undefined;
      if (value === null) return `The path ${pathText(upstream)} is null`;
      return `Filter: ${segmentText(segment)} can only be applied to arrays. Current context is: ${jsonText(value)}`;
    case 'wildcard':
    case 'filter':
    case 'descendants':
      return undefined;
  }
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  if (isJsonNumber(value)) return 'number';
  return isJsonArray(value) ? 'array' : typeof value;
}
