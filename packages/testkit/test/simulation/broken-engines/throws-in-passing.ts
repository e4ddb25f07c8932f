import type { TaskDispatcher } from '@edgestep/engine';

/** A defect of our own that costs nothing else: nobody who looks at executions alone would notice. */
export function throwsInPassing(dispatcher: TaskDispatcher): TaskDispatcher {
  return {
    dispatch(task, report) {
      dispatcher.dispatch(task, report);
      throw new TypeError('Cannot read properties of undefined');
    },
    cancel: (task) => dispatcher.cancel(task),
  };
}
