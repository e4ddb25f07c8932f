import type { Json } from '@edgestep/shared';

import type { QueryLanguage } from '../definition/query-language.ts';
import type { OutcomeMember, PathKind, QueryField } from './query-field.ts';

/** Gathers the queries of one object; absent fields, and those of the other language, are passed over. */
export class FieldList {
  readonly found: QueryField[] = [];
  readonly #language: QueryLanguage;
  readonly #location: string;
  readonly #outcome: OutcomeMember | undefined;

  constructor(language: QueryLanguage, location: string, outcome?: OutcomeMember) {
    this.#language = language;
    this.#location = location;
    this.#outcome = outcome;
  }

  path(kind: PathKind, name: string, text: string | null | undefined): void {
    if (this.#language !== 'JSONPath' || typeof text !== 'string') return;
    this.found.push({ kind, text, location: `${this.#location}/${name}` });
  }

  template(name: string, value: Json | undefined): void {
    if (this.#language !== 'JSONPath' || value === undefined) return;
    this.found.push({ kind: 'template', value, location: `${this.#location}/${name}` });
  }

  expressions(name: string, value: Json | undefined): void {
    if (this.#language !== 'JSONata' || value === undefined) return;
    const location = `${this.#location}/${name}`;
    this.found.push({ kind: 'expression', value, location, outcome: this.#outcome });
  }

  /** A field that is a template in one language and has expressions in the other. */
  payload(name: string, value: Json | undefined): void {
    this.template(name, value);
    this.expressions(name, value);
  }

  /** A value that JSONPath takes from `…Path`. */
  amount(name: string, value: Json | undefined, path: string | undefined): void {
    this.expressions(name, value);
    this.path('referencePath', `${name}Path`, path);
  }
}
