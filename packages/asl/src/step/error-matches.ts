import { TERMINAL_ERRORS } from './state-failure.ts';

/**
 * Whether an entry of `ErrorEquals` takes an error (States Language: errors). `States.ALL` takes all but the terminal
 * ones; `States.TaskFailed` all of a Task but its time-outs; `States.Timeout` a missed heartbeat, too.
 */
export function errorMatches(
  errorEquals: readonly string[],
  error: string | undefined,
  stateType: string,
): boolean {
  if (isTerminal(error)) return false;
  return errorEquals.some((name) => {
    if (name === 'States.ALL' || name === error) return true;
    if (name === 'States.TaskFailed') return stateType === 'Task' && !isTimeout(error);
    return name === 'States.Timeout' && isTimeout(error);
  });
}

/** Whether an error ends the execution, whatever its states say. */
export function isTerminal(error: string | undefined): boolean {
  return error !== undefined && TERMINAL_ERRORS.has(error);
}

function isTimeout(error: string | undefined): boolean {
  return error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
}
