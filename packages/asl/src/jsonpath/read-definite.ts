import { isJsonObject, type ExactNumber, type Json, type JsonObject } from '@edgestep/shared';

import { isInheritedName, ownProperty, setOwnProperty } from '../query/own-property.ts';
import type { Segment } from './path-syntax.ts';

/** Reads one place of a value. */
export type DefiniteReader = (value: Json) => Json | undefined;

/** Compiles segments of which every one leads to one place at most. */
export function compileDefinite(segments: readonly Segment[]): DefiniteReader {
  const steps: (string | number)[] = [];
  for (const segment of segments) {
    if (segment.kind === 'child') steps.push(segment.name);
    else if (segment.kind === 'index') steps.push(segment.index);
  }
  const last = segments.at(-1);
  const read = compileSteps(steps);
  if (last?.kind !== 'children') return read;
  return (value) => mergeChildren(read(value), last.names);
}

function compileSteps(steps: readonly (string | number)[]): DefiniteReader {
  if (steps.length === 0) return (value) => value;
  if (steps.some((step) => typeof step === 'string' && isNoMember(step))) {
    return (value) => readSteps(value, steps, memberOf);
  }
  const [only] = steps;
  if (steps.length === 1 && typeof only === 'string') {
    return (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? (value as JsonObject)[only]
        : undefined;
  }
  return (value) => readSteps(value, steps, plainProperty);
}

/** What an exact number, which is an object, answers to. To other names it answers undefined, as a number should. */
const exactNumberNames: ReadonlySet<string> = new Set([
  'text',
  'value',
  'toJSON',
] satisfies (keyof ExactNumber)[]);

/** True for a name that an object may answer to though no JSON text said so. */
function isNoMember(name: string): boolean {
  return isInheritedName(name) || exactNumberNames.has(name);
}

function memberOf(object: JsonObject, key: string): Json | undefined {
  return isJsonObject(object) ? ownProperty(object, key) : undefined;
}

function plainProperty(object: JsonObject, key: string): Json | undefined {
  return object[key];
}

function readSteps(
  root: Json,
  steps: readonly (string | number)[],
  property: (object: JsonObject, key: string) => Json | undefined,
): Json | undefined {
  let value: Json | undefined = root;
  for (let place = 0; place < steps.length; place++) {
    if (typeof value !== 'object' || value === null) return undefined;
    const step = steps[place] as string | number;
    if (typeof step === 'number') {
      if (!Array.isArray(value)) return undefined;
      value = value[step < 0 ? value.length + step : step] as Json | undefined;
    } else {
      if (Array.isArray(value)) return undefined;
      value = property(value as JsonObject, step);
    }
  }
  return value;
}

function mergeChildren(value: Json | undefined, names: readonly string[]): Json | undefined {
  if (!isJsonObject(value)) return undefined;
  const merged: Record<string, Json> = {};
  for (const name of names) {
    const member = ownProperty(value, name);
    if (member !== undefined) setOwnProperty(merged, name, member);
  }
  return Object.keys(merged).length === 0 ? undefined : merged;
}
