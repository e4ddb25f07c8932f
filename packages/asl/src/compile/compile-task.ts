import type { TaskState } from '../definition/task-state.ts';
import type { Template } from '../query/template.ts';
import type { CompiledTask } from './compiled-state.ts';
import { compileFlow, jsonata, nextOf, template } from './data-flow.ts';
import { compileCatchers, compileRetriers } from './error-handlers.ts';
import { compileNumberField } from './number-field.ts';
import { taskTargetOf } from './task-target.ts';

export function compileTask(state: TaskState): CompiledTask {
  return {
    type: 'Task',
    name: state.name,
    flow: compileFlow(state),
    next: nextOf(state.transition),
    follower: undefined,
    target: taskTargetOf(state.resource),
    timeoutSeconds: compileNumberField('TimeoutSeconds', state.timeoutSeconds, state.timeoutSecondsPath),
    heartbeatSeconds: compileNumberField(
      'HeartbeatSeconds',
      state.heartbeatSeconds,
      state.heartbeatSecondsPath,
    ),
    credentials: credentialsOf(state),
    retriers: compileRetriers(state.retriers),
    catchers: compileCatchers(state.catchers, state.queryLanguage),
  };
}

function credentialsOf(state: TaskState): Template | undefined {
  const written = state.credentials?.source;
  if (written === undefined) return undefined;
  return state.queryLanguage === 'JSONata' ? jsonata(written, 'Credentials') : template(written);
}
