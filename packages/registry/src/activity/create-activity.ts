import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { activityKey, ApiError, type ActivityRecord, type JsonObject } from '@edgestep/shared';

import { activityArn } from '../arns.ts';
import type { RegistryChange } from '../registry-change.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { requireName } from '../resource-name.ts';
import {
  CONFIGURATIONS_DEFAULT,
  requireEncryption,
  sameConfiguration,
} from '../state-machine/configurations.ts';
import { tagsOf } from '../tags/tag-list.ts';

/**
 * Creates an activity; one that is there already is the answer, unless another key is asked for (API reference,
 * CreateActivity: idempotent, ActivityAlreadyExists).
 */
export function createActivity(
  view: RegistryView,
  request: ApiRequest<'CreateActivity'>,
  context: RegistryContext,
): RegistryChange<ApiResponse<'CreateActivity'>> {
  const name = requireName(request.name);
  const existing = view.activity(name);
  const encryption =
    request.encryptionConfiguration && requireEncryption({ ...request.encryptionConfiguration });
  const wanted = encryption ?? CONFIGURATIONS_DEFAULT.encryptionConfiguration;
  if (existing !== undefined && !sameConfiguration(encryptionOf(existing), wanted)) {
    const arn = activityArn(context, name);
    throw new ApiError('ActivityAlreadyExists', `Activity Already Exists: '${arn}'`);
  }
  const record: ActivityRecord = existing ?? {
    kind: 'activity',
    name,
    createdAt: context.now,
    ...(encryption === undefined ? {} : { encryptionConfiguration: encryption }),
    tags: tagsOf(request.tags ?? []),
  };
  return {
    writes: existing === undefined ? [{ kind: 'put', key: activityKey(name), record }] : [],
    response: { activityArn: activityArn(context, name), creationDate: new Date(record.createdAt) },
  };
}

/** The key of an activity: the service's own where none was named. */
export function encryptionOf(activity: ActivityRecord): JsonObject {
  return activity.encryptionConfiguration ?? CONFIGURATIONS_DEFAULT.encryptionConfiguration;
}
