import type { EpochMs, ExecutionType } from '@edgestep/shared';

/** The longest that an execution may be open, in seconds (service quotas, "Maximum execution time"). */
export const EXECUTION_SECONDS_MAX: Readonly<Record<ExecutionType, number>> = {
  STANDARD: 31_536_000,
  EXPRESS: 300,
};

/** After how many seconds an execution that begins now times out: as its definition says, and never later than its type allows. */
export function timeoutOf(type: ExecutionType, definedSeconds: number | undefined): number {
  const longest = EXECUTION_SECONDS_MAX[type];
  return definedSeconds === undefined ? longest : Math.min(definedSeconds, longest);
}

/** The same for one that goes on: the definition's time begins anew, the longest time does not. */
export function timeoutOfRedrive(
  definedSeconds: number | undefined,
  startedAt: EpochMs,
  now: EpochMs,
): number {
  const left = EXECUTION_SECONDS_MAX.STANDARD - (now - startedAt) / 1_000;
  return definedSeconds === undefined ? left : Math.min(definedSeconds, left);
}
