import { EdgestepError } from '@edgestep/shared';

/** Does something under a signal that is aborted after `ms`; its reason is the fault `timeout`, with `what` took too long. */
export async function withDeadline<T>(
  ms: number,
  what: string,
  operation: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const late = new EdgestepError('timeout', `${what} took longer than ${ms} ms`);
  const timer = setTimeout(() => controller.abort(late), ms);
  try {
    return await operation(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
