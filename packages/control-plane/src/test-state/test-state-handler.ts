import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import type { ApiHandlers } from '@edgestep/gateway';
import { HUB_REGION } from '@edgestep/shared';
import { callsTask, testState } from '@edgestep/test-state';

type Handler = NonNullable<ApiHandlers['TestState']>;

/** TestState at the control plane: a state that calls a task is tested in a zone, `routed` there; any other one here. */
export function testStateHandler(routed: Handler, account: string): Handler {
  return async (request, context) => {
    if (callsTask(request)) return routed(request, context);
    const ports = {
      region: HUB_REGION,
      account,
      now: Date.now,
      uuid: randomUUID,
      evaluation: { random: Math.random, uuid: randomUUID, pause: setImmediate },
      callTask: nothingToCall,
    };
    return testState(request, ports, context.signal);
  };
}

async function nothingToCall(): Promise<never> {
  throw new Error('a task was to be called at the control plane');
}
