import type { FaultKind } from './faults/fault-rates.ts';

/** The command that lives through one seed again, exactly as it was, and shows what happens. */
export function replayCommand(seed: number, faults: readonly FaultKind[] | undefined): string {
  const kinds = faults === undefined ? '' : ` --faults ${faults.length === 0 ? 'none' : faults.join(',')}`;
  return `pnpm sim --seed ${seed}${kinds}`;
}
