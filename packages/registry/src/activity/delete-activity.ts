import type { ApiRequest } from '@edgestep/gateway';
import { activityKey } from '@edgestep/shared';

import { requireArn } from '../arns.ts';
import type { RegistryChange } from '../registry-change.ts';
import type { RegistryView } from '../registry-view.ts';

/** Deletes an activity; one that is not there is no error. */
export function deleteActivity(
  view: RegistryView,
  request: ApiRequest<'DeleteActivity'>,
): RegistryChange<Record<never, never>> {
  const { name } = requireArn(request.activityArn, 'activity');
  const there = view.activity(name) !== undefined;
  return { writes: there ? [{ kind: 'delete', key: activityKey(name) }] : [], response: {} };
}
