import type { ApiRequest, ApiResponse, CallContext } from '@edgestep/gateway';
import { requireActivity } from '@edgestep/registry';

import { freshly } from './freshly.ts';
import type { NodeServices } from './node-services.ts';

/** GetActivityTask: waits up to 60 s for a task; without one, a `null` token as the service answers. */
export async function getActivityTask(
  services: NodeServices,
  request: ApiRequest<'GetActivityTask'>,
  context: CallContext,
): Promise<ApiResponse<'GetActivityTask'>> {
  const activity = await freshly(services, 'ActivityDoesNotExist', () =>
    requireActivity(services.registry, request.activityArn),
  );
  const task = await services.activities.poll(activity.name, request.workerName, context.signal);
  return task ?? {};
}
