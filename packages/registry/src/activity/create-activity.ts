import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { activityKey, type ActivityRecord } from '@edgestep/shared';

import { activityArn } from '../arns.ts';
import type { RegistryChange } from '../registry-change.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { requireName } from '../resource-name.ts';
import { tagsOf } from '../tags/tag-list.ts';

/** Creates an activity; one that is there already is the answer (API reference, CreateActivity: idempotent). */
export function createActivity(
  view: RegistryView,
  request: ApiRequest<'CreateActivity'>,
  context: RegistryContext,
): RegistryChange<ApiResponse<'CreateActivity'>> {
  const name = requireName(request.name);
  const existing = view.activity(name);
  const record: ActivityRecord = existing ?? {
    kind: 'activity',
    name,
    createdAt: context.now,
    tags: tagsOf(request.tags ?? []),
  };
  return {
    writes: existing === undefined ? [{ kind: 'put', key: activityKey(name), record }] : [],
    response: { activityArn: activityArn(context, name), creationDate: new Date(record.createdAt) },
  };
}
