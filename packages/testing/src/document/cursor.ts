import type { Json } from '@edgestep/shared';

import { TestingError } from '../testing-error.ts';
import type { DocumentPath, SourceDocument } from './source-document.ts';

/**
 * A place in a document that is being read. Each reader takes what must stand there or throws TestingError
 * `file-invalid` with the file, the line, the path, what is expected and what was found.
 */
export class Cursor {
  readonly value: unknown;
  readonly #document: SourceDocument;
  readonly #path: DocumentPath;

  constructor(document: SourceDocument, path: DocumentPath = [], value: unknown = document.value) {
    this.#document = document;
    this.#path = path;
    this.value = value;
  }

  /** The members of an object. */
  members(expected: string): ReadonlyMap<string, Cursor> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.refusal(expected);
    return new Map(Object.entries(value).map(([name, member]) => [name, this.#at(name, member)]));
  }

  /** The members of an object that has these and no others. */
  fields<N extends string>(expected: string, names: readonly N[]): Partial<Record<N, Cursor>> {
    const members = this.members(expected);
    for (const [name, member] of members) {
      if (!names.some((each) => each === name)) throw member.refusal(`one of ${names.join(', ')}`, name);
    }
    return Object.fromEntries(members) as Partial<Record<N, Cursor>>;
  }

  items(expected: string): readonly Cursor[] {
    if (!Array.isArray(this.value)) throw this.refusal(expected);
    return this.value.map((item, index) => this.#at(index, item));
  }

  text(expected: string): string {
    if (typeof this.value === 'string') return this.value;
    throw this.refusal(expected);
  }

  /** A number in a range, `max` included. */
  number(expected: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
    if (typeof this.value === 'number' && this.value >= min && this.value <= max) return this.value;
    throw this.refusal(expected);
  }

  /** Any JSON: YAML also knows numbers that JSON does not. */
  json(): Json {
    requireJson(this.value, this);
    return this.value as Json;
  }

  /** The error that says what is expected here. `found` stands in for the value. */
  refusal(expected: string, found?: string): TestingError {
    const place = this.#document.placeOf(this.#path);
    const file = `${this.#document.file}${place === undefined ? '' : `:${place}`}`;
    const path = pathText(this.#path);
    const was = found ?? shown(this.value);
    return new TestingError(
      'file-invalid',
      `${file}: ${path === '' ? '' : `${path}: `}expected ${expected}, found ${was}`,
    );
  }

  #at(step: string | number, value: unknown): Cursor {
    return new Cursor(this.#document, [...this.#path, step], value);
  }
}

function requireJson(value: unknown, at: Cursor): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw at.refusal('a number that JSON has');
  if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) requireJson(each, at);
  }
}

function pathText(path: DocumentPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (/^[A-Za-z_$][\w$]*$/.test(step)) return index === 0 ? step : `.${step}`;
      return `[${JSON.stringify(step)}]`;
    })
    .join('');
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
