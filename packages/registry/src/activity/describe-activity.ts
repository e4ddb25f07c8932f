import type { ApiRequest, ApiResponse, EncryptionConfiguration } from '@edgestep/gateway';

import { activityArn } from '../arns.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { encryptionOf } from './create-activity.ts';
import { requireActivity } from './require-activity.ts';

export function describeActivity(
  view: RegistryView,
  request: ApiRequest<'DescribeActivity'>,
  context: RegistryContext,
): ApiResponse<'DescribeActivity'> {
  const record = requireActivity(view, request.activityArn);
  return {
    activityArn: activityArn(context, record.name),
    name: record.name,
    creationDate: new Date(record.createdAt),
    encryptionConfiguration: encryptionOf(record) as unknown as EncryptionConfiguration,
  };
}
