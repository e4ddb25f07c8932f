import { compiledRegex } from './compiled-regexes.ts';
import { MeteredText } from './metered-text.ts';

/** The whole match and its groups, as RegExp answers them. */
export type RegexMatch = (string | undefined)[] & { readonly index: number };

/** What an evaluation may still cost. */
export interface WorkMeter {
  readonly stepsLeft: number;
  /** Throws JsonataLimitError when there are not so many left. */
  spend(steps: number): void;
}

/** To compile an instruction takes as long as so many steps. */
const stepsPerInstruction = 2;
/** To try so many instructions on a character takes as long as one step; to read it, as long as some of them. */
const triesPerStep = 128;
const triesPerRead = 16;

/**
 * The regular expressions of JSONata. No pattern makes a match take more than a time that grows with the text; but a
 * match may look far ahead for little, and there may be one at each character. So what a matcher reads counts as steps
 * of the evaluation. In return, look-around and back-references are not supported.
 *
 * Has the part of RegExp that jsonata uses: a global expression with `lastIndex` and `exec`.
 */
export class LinearRegex {
  readonly #regex: ReturnType<typeof compiledRegex>;
  readonly #meter: WorkMeter;
  lastIndex = 0;

  /** Throws an Error that says why when the expression is not supported. */
  constructor(regex: RegExp, meter: WorkMeter) {
    this.#meter = meter;
    this.#regex = compiledRegex(regex, (instructions) => meter.spend(instructions * stepsPerInstruction));
  }

  /** Throws JsonataLimitError when the match takes more than the evaluation has left. */
  exec(text: string): RegexMatch | null {
    const stepsPerRead = (triesPerRead + this.#regex.programSize()) / triesPerStep;
    const metered = new MeteredText(text, this.#meter.stepsLeft / stepsPerRead);
    const match = this.#find(metered);
    this.#meter.spend(metered.reads * stepsPerRead);
    return match;
  }

  #find(text: MeteredText): RegexMatch | null {
    const matcher = this.#regex.matcher(text as unknown as string);
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
}

/** The regular expressions of one evaluation, as jsonata makes them. */
export function regexEngineFor(meter: WorkMeter): RegExpConstructor {
  const engine = class extends LinearRegex {
    constructor(regex: RegExp) {
      super(regex, meter);
    }
  };
  return engine as unknown as RegExpConstructor;
}
