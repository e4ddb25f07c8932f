import { statesOf } from '../../definition/blocks-of.ts';
import type { Rule } from '../rule.ts';

/** A heartbeat that is not due before the task's time-out would never be missed. */
export const checkHeartbeats: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    if (state.type !== 'Task') continue;
    const { heartbeatSeconds, timeoutSeconds } = state;
    if (typeof heartbeatSeconds !== 'number' || typeof timeoutSeconds !== 'number') continue;
    if (heartbeatSeconds < timeoutSeconds) continue;
    findings.add({
      code: 'SCHEMA_VALIDATION_FAILED',
      message: 'HeartbeatSeconds must be smaller than TimeoutSeconds',
      location: `${state.location}/HeartbeatSeconds`,
    });
  }
};
