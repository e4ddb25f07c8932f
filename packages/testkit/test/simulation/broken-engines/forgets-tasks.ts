import type { TaskDispatcher } from '@edgestep/engine';

/** Breaks E4: a task that is scheduled is handed out to nobody, so that nothing can ever move its execution. */
export function forgetsTasks(dispatcher: TaskDispatcher): TaskDispatcher {
  return {
    dispatch(task, report) {
      if (task.timeoutSeconds !== undefined) dispatcher.dispatch(task, report);
    },
    cancel: (task) => dispatcher.cancel(task),
  };
}
