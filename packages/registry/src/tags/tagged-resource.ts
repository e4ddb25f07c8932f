import {
  activityKey,
  ApiError,
  stateMachineKey,
  type ActivityRecord,
  type StateMachineRecord,
} from '@edgestep/shared';

import { requireArn, requireStatesArn } from '../arns.ts';
import type { RegistryView } from '../registry-view.ts';

/** What can carry tags: a state machine (not its versions and aliases) or an activity. */
export function requireTagged(
  view: RegistryView,
  arn: string,
): { readonly key: string; readonly record: StateMachineRecord | ActivityRecord } {
  const { resource } = requireStatesArn(arn);
  if (resource.type === 'stateMachine' && resource.qualifier === undefined && resource.label === undefined) {
    const record = view.stateMachine(resource.name);
    if (record !== undefined) return { key: stateMachineKey(record.name), record };
  }
  if (resource.type === 'activity') {
    const record = view.activity(resource.name);
    if (record !== undefined) return { key: activityKey(record.name), record };
  }
  if (resource.type !== 'activity') requireArn(arn, 'stateMachine');
  throw new ApiError('ResourceNotFound', `Resource not found: '${arn}'`, { resourceName: arn });
}
