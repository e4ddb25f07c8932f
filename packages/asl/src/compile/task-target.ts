import type { TaskPattern, TaskTarget } from '@edgestep/shared';

const FUNCTION = /^arn:[a-z-]+:lambda:[^:]*:[^:]*:function:([^:]+)(?::.+)?$/;
const ACTIVITY = /^arn:[a-z-]+:states:[^:]*:\d*:activity:.+$/;
const SERVICE = /^arn:[a-z-]+:states:::(?:aws-sdk:([^:]+):(.+)|([^:]+):(.+))$/;

/** What a Resource calls. One that follows no known form is a service of its own name: nobody in the zone does it. */
export function taskTargetOf(resource: string): TaskTarget {
  const functionName = FUNCTION.exec(resource)?.[1];
  if (functionName !== undefined) return { family: 'function', resource, functionName };
  if (ACTIVITY.test(resource)) return { family: 'activity', resource, activityArn: resource };
  const match = SERVICE.exec(resource);
  const sdkService = match?.[1];
  const service = sdkService === undefined ? (match?.[3] ?? resource) : `aws-sdk:${sdkService}`;
  const action = match?.[2] ?? match?.[4] ?? '';
  return { family: 'service', resource, service, action, pattern: patternOf(action) };
}

function patternOf(action: string): TaskPattern {
  if (action.endsWith('.sync:2')) return 'sync:2';
  if (action.endsWith('.sync')) return 'sync';
  return action.endsWith('.waitForTaskToken') ? 'wait-for-task-token' : 'request-response';
}
