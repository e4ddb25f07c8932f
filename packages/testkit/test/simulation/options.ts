import { parseArgs } from 'node:util';

import { FAULT_KINDS, type FaultKind } from '../../src/simulation/faults/fault-rates.ts';

export const HELP = `Lives through simulated zones, one for each seed, and holds each of them to every promise.

  pnpm sim [options]

  --seeds N       how many seeds (1000)
  --from S        the first one (1)
  --seed S        this one alone, with its trace: the same as --from S --seeds 1 --trace 400
  --faults LIST   which faults may happen, by commas; all, or none (all)
                  ${FAULT_KINDS.slice(0, 7).join(', ')},
                  ${FAULT_KINDS.slice(7).join(', ')}
  --trace LINES   shows so many of the last lines of each seed's trace (0)
  --keep-going    goes on after a seed that broke a promise
  --help          print this

Exit code: 0; 1 when a promise was broken, or it was interrupted; 2 for a command line that makes no sense.
`;

/** What a call of `pnpm sim` asks for. */
export interface Wishes {
  readonly from: number;
  readonly seeds: number;
  /** All when absent. */
  readonly faults: readonly FaultKind[] | undefined;
  readonly traceLines: number;
  readonly keepGoing: boolean;
}

const REPLAY_TRACE_LINES = 400;

/** Undefined for a command line that asks for help, or makes no sense. */
export function readWishes(args: readonly string[]): Wishes | undefined {
  const values = readValues(args);
  const faults = values === undefined ? undefined : faultsOf(values.faults ?? 'all');
  if (values === undefined || values.help === true || faults === undefined) return undefined;
  const isOne = values.seed !== undefined;
  const from = countOf(values.seed ?? values.from ?? '1', 0);
  const seeds = isOne ? 1 : countOf(values.seeds ?? '1000', 1);
  const traceLines = countOf(values.trace ?? (isOne ? String(REPLAY_TRACE_LINES) : '0'), 0);
  if (from === undefined || seeds === undefined || traceLines === undefined) return undefined;
  const keepGoing = values['keep-going'] ?? false;
  return { from, seeds, traceLines, keepGoing, faults: faults === 'all' ? undefined : faults };
}

function readValues(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const options = {
      seeds: text,
      from: text,
      seed: text,
      faults: text,
      trace: text,
      'keep-going': flag,
      help: flag,
    };
    return parseArgs({ args: args[0] === '--' ? args.slice(1) : [...args], options }).values;
  } catch {
    return undefined;
  }
}

function countOf(text: string, min: number): number | undefined {
  const count = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(count) && count >= min ? count : undefined;
}

function faultsOf(list: string): readonly FaultKind[] | 'all' | undefined {
  if (list === 'all') return 'all';
  if (list === 'none') return [];
  const names = list.split(',');
  const kinds = FAULT_KINDS.filter((kind) => names.includes(kind));
  return kinds.length === names.length ? kinds : undefined;
}
