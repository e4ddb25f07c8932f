/** What a test can reach in a definition. */
export type CoverageKind = 'state' | 'choice' | 'retrier' | 'catcher';

/** One thing to reach: a state that is entered, a rule of a Choice or its Default that is followed, a retrier or catcher that takes an error. */
export interface CoverageItem {
  readonly kind: CoverageKind;
  /** The state that it is, or belongs to. */
  readonly state: string;
  /** Where it stands: `/States/Pay/Retry[0]`. */
  readonly location: string;
  /** In a few words: the state's type, `→ Refund`, the errors that it takes. */
  readonly what: string;
  /** Its line in the definition, from 1; absent when that was given as an object. */
  readonly line?: number;
  /** How often it was reached. */
  readonly hits: number;
}

/** How many of a kind were reached. */
export interface CoverageCount {
  readonly reached: number;
  readonly total: number;
}

/** What the runs of a state machine reached, and what none of them did. */
export interface Coverage extends CoverageCount {
  /** The state machine's name. */
  readonly machine: string;
  /** 100 only when everything was reached. One decimal. */
  readonly percent: number;
  readonly kinds: Readonly<Record<CoverageKind, CoverageCount>>;
  /** What no run reached, in the order of the definition. */
  readonly unreached: readonly CoverageItem[];
  readonly items: readonly CoverageItem[];
}

/** Adds the items of one state machine up. */
export function coverageOf(machine: string, items: readonly CoverageItem[]): Coverage {
  const unreached = items.filter(({ hits }) => hits === 0);
  const reached = items.length - unreached.length;
  return {
    machine,
    reached,
    total: items.length,
    percent: items.length === 0 ? 100 : Math.floor((reached / items.length) * 1_000) / 10,
    kinds: {
      state: countOf(items, 'state'),
      choice: countOf(items, 'choice'),
      retrier: countOf(items, 'retrier'),
      catcher: countOf(items, 'catcher'),
    },
    unreached,
    items,
  };
}

function countOf(items: readonly CoverageItem[], kind: CoverageKind): CoverageCount {
  const ofKind = items.filter((item) => item.kind === kind);
  return { reached: ofKind.filter(({ hits }) => hits > 0).length, total: ofKind.length };
}
