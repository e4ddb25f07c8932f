import type { EventOf, TaskTarget } from '@edgestep/shared';

import { fold } from '../src/evolve/fold.ts';
import { startedScript, type EventScript } from './events.ts';

export const target: TaskTarget = { family: 'function', resource: 'arn:aws:lambda:x', functionName: 'f' };

/** The state after a script, and what is most asked of it. */
export function after(script: EventScript) {
  const state = fold(script.events);
  if (state === undefined) throw new Error('the script is empty');
  return {
    state,
    frame: (id: number) => state.frames.get(id),
    activity: (id = 0) => {
      const position = state.frames.get(id)?.position;
      return position?.kind === 'inside' ? position.activity : undefined;
    },
  };
}

export function enter(
  script: EventScript,
  state: string,
  stateType: EventOf<'StateEntered'>['stateType'],
  frame = 0,
  input: EventOf<'StateEntered'>['input'] = {},
): EventScript {
  return script.add('StateEntered', { state, stateType, input }, { frame });
}

export function inTask(): EventScript {
  return enter(startedScript(), 'Work', 'Task').add('TaskScheduled', {
    target,
    parameters: { a: 1 },
    timeoutSeconds: 9,
  });
}

export function inParallel(): EventScript {
  return enter(startedScript(), 'Both', 'Parallel').add('ParallelStarted', {
    firstChild: 1,
    branches: [
      { block: 4, startAt: 'Left' },
      { block: 5, startAt: 'Right' },
    ],
    input: { shared: true },
  });
}

export function inMap(maxConcurrency = 0): EventScript {
  return enter(startedScript(), 'Each', 'Map').add('MapStarted', {
    items: ['x', 'y'],
    itemProcessor: { block: 2, startAt: 'One' },
    maxConcurrency,
  });
}

export function iteration(index: number, child: number): { index: number; child: number; name: string } {
  return { index, child, name: 'Each' };
}
