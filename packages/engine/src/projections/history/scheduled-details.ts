import type { EventOf, JsonObject } from '@edgestep/shared';

import type { TaskCredentials } from './history-event-details.ts';

export function timeoutDetails(event: EventOf<'TaskScheduled'>): { readonly timeoutInSeconds?: number } {
  return event.timeoutSeconds === undefined ? {} : { timeoutInSeconds: event.timeoutSeconds };
}

export function heartbeatDetails(event: EventOf<'TaskScheduled'>): { readonly heartbeatInSeconds?: number } {
  return event.heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: event.heartbeatSeconds };
}

export function credentialsDetails(event: EventOf<'TaskScheduled'>): {
  readonly taskCredentials?: TaskCredentials;
} {
  return event.credentials === undefined ? {} : { taskCredentials: taskCredentials(event.credentials) };
}

function taskCredentials(credentials: JsonObject): TaskCredentials {
  const roleArn = credentials['RoleArn'];
  return typeof roleArn === 'string' ? { roleArn } : {};
}
