import { ApiError, type ActivityRecord } from '@edgestep/shared';

import { requireArn } from '../arns.ts';
import type { RegistryView } from '../registry-view.ts';

/** The record behind an activity ARN. Throws InvalidArn or ActivityDoesNotExist. */
export function requireActivity(view: RegistryView, arn: string): ActivityRecord {
  const record = view.activity(requireArn(arn, 'activity').name);
  if (record !== undefined) return record;
  throw new ApiError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`);
}
