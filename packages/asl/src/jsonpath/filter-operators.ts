import {
  compareNumbers,
  doubleOf,
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  type Json,
} from '@edgestep/shared';

import { jsonEquals } from '../query/json-equals.ts';

/** A value in a filter; undefined when a path led nowhere. */
type Operand = Json | undefined;

/** The comparisons of a filter, with Jayway's semantics: text and number compare by `==` as numbers, `===` does not. */
export const filterOperators = {
  '===': (left: Operand, right: Operand) => typeOf(left) === typeOf(right) && equal(left, right),
  '!==': (left: Operand, right: Operand) => typeOf(left) !== typeOf(right) || !equal(left, right),
  '==': equal,
  '!=': (left: Operand, right: Operand) => !equal(left, right),
  '<=': (left: Operand, right: Operand) => ordered(left, right, (order) => order <= 0),
  '>=': (left: Operand, right: Operand) => ordered(left, right, (order) => order >= 0),
  '<': (left: Operand, right: Operand) => ordered(left, right, (order) => order < 0),
  '>': (left: Operand, right: Operand) => ordered(left, right, (order) => order > 0),
  in: (left: Operand, right: Operand) => isMember(left, right),
  nin: (left: Operand, right: Operand) => !isMember(left, right),
  contains: (left: Operand, right: Operand) =>
    typeof left === 'string' ? typeof right === 'string' && left.includes(right) : isMember(right, left),
  subsetof: (left: Operand, right: Operand) =>
    isJsonArray(left) && isJsonArray(right) && left.every((item) => isMember(item, right)),
  anyof: (left: Operand, right: Operand) =>
    isJsonArray(left) && isJsonArray(right) && left.some((item) => isMember(item, right)),
  noneof: (left: Operand, right: Operand) =>
    isJsonArray(left) && isJsonArray(right) && !left.some((item) => isMember(item, right)),
  all: (left: Operand, right: Operand) =>
    isJsonArray(left) && isJsonArray(right) && right.every((item) => isMember(item, left)),
  size: (left: Operand, right: Operand) => sizeOf(left) !== undefined && sizeOf(left) === doubleOf(right),
  empty: (left: Operand, right: Operand) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right,
} as const satisfies Record<string, (left: Operand, right: Operand) => boolean>;

export type FilterOperator = keyof typeof filterOperators;

function equal(left: Operand, right: Operand): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (typeof left === 'string' && isJsonNumber(right)) return numberOf(left) === doubleOf(right);
  if (isJsonNumber(left) && typeof right === 'string') return doubleOf(left) === numberOf(right);
  return jsonEquals(left, right);
}

function typeOf(operand: Operand): string {
  return isJsonNumber(operand) ? 'number' : typeof operand;
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function ordered(left: Operand, right: Operand, accept: (order: number) => boolean): boolean {
  if (isJsonNumber(left) && isJsonNumber(right)) return accept(compareNumbers(left, right));
  if (typeof left === 'string' && typeof right === 'string') {
    return accept(left < right ? -1 : left > right ? 1 : 0);
  }
  return false;
}

function isMember(item: Operand, list: Operand): boolean {
  return item !== undefined && isJsonArray(list) && list.some((other) => equal(item, other));
}

function sizeOf(value: Operand): number | undefined {
  if (typeof value === 'string' || isJsonArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}
