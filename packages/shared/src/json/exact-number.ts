/**
 * A JSON number that JavaScript would print otherwise: an integer whose digits a double does not hold
 * (`12345678901234567890`), or one written with zeros at the end of its fraction (`0.0`, `1.50`) or with an exponent
 * (`1e3`). All others are JavaScript numbers, so whoever reads a payload meets one rarely; a fraction without zeros at
 * its end is one, too, with the seventeen digits that a double has.
 *
 * JSON.stringify writes `text`. A structured clone would be a plain object: send text to other threads.
 */
export class ExactNumber {
  /** As it was written. */
  readonly text: string;
  /** The nearest double, to calculate with; an infinity beyond all doubles. */
  readonly value: number;

  private constructor(text: string, value: number) {
    this.text = text;
    this.value = value;
  }

  /** For the source text of a JSON number; undefined where a JavaScript number will do, and for other texts. */
  static of(source: string): ExactNumber | undefined {
    if (!SUSPECT.test(source)) return undefined;
    const value = Number(source);
    return String(value) === source ? undefined : new ExactNumber(source, value);
  }

  toJSON(): unknown {
    return JSON.rawJSON(this.text);
  }

  toString(): string {
    return this.text;
  }
}

/** A JSON number of sixteen digits and no fraction, with a fraction that ends with a zero, or with an exponent. */
const SUSPECT = /^-?(?:[1-9]\d{15,}|(?:0|[1-9]\d*)(?:\.\d*0|(?:\.\d+)?[eE][+-]?\d+))$/;
