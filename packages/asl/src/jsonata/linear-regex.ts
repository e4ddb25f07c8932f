import { RE2JS } from 're2js';

/** The whole match and its groups, as RegExp answers them. */
export type RegexMatch = (string | undefined)[] & { readonly index: number };

/**
 * The regular expressions of JSONata, matched in a time that grows with the text alone: no pattern and no text can
 * keep an evaluation from ending. In return, look-around and back-references are not supported.
 *
 * Has the part of RegExp that jsonata uses: a global expression with `lastIndex` and `exec`.
 */
export class LinearRegex {
  static readonly #compiled = new WeakMap<RegExp, RE2JS>();
  readonly #regex: RE2JS;
  lastIndex = 0;

  /** Throws an Error that says why when the expression is not supported. */
  constructor(regex: RegExp) {
    this.#regex = LinearRegex.#compile(regex);
  }

  exec(text: string): RegexMatch | null {
    const matcher = this.#regex.matcher(text);
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    this.lastIndex = matcher.end();
    // A group that took no part is undefined in a RegExp's match.
    const groups = Array.from(
      { length: matcher.groupCount() + 1 },
      (_, place) => matcher.group(place) ?? undefined,
    );
    return Object.assign(groups, { index: matcher.start() });
  }

  static #compile(regex: RegExp): RE2JS {
    const known = LinearRegex.#compiled.get(regex);
    if (known !== undefined) return known;
    const flags = (regex.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (regex.multiline ? RE2JS.MULTILINE : 0);
    const compiled = RE2JS.compile(RE2JS.translateRegExp(regex.source), flags);
    LinearRegex.#compiled.set(regex, compiled);
    return compiled;
  }
}
