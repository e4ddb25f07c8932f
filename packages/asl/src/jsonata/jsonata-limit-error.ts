/** An evaluation reached a limit. The message is worded as AWS words it. */
export class JsonataLimitError extends Error {
  override readonly name = 'JsonataLimitError';
}

export const memoryExceeded = 'Expression evaluation memory limit exceeded';
export const stepsExceeded = 'Expression evaluation timeout: Check for infinite loop';
export const stackExceeded =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
