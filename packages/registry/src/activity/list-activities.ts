import type { ApiRequest, ApiResponse } from '@edgestep/gateway';

import { activityArn } from '../arns.ts';
import { page } from '../listing/page.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';

/** Activities, the oldest first. */
export function listActivities(
  view: RegistryView,
  request: ApiRequest<'ListActivities'>,
  context: RegistryContext,
): ApiResponse<'ListActivities'> {
  const records = [...view.activities()].sort(
    (left, right) => left.createdAt - right.createdAt || (left.name < right.name ? -1 : 1),
  );
  const { items, nextToken } = page(records, request, ['activities'], context.now);
  return {
    activities: items.map((record) => ({
      activityArn: activityArn(context, record.name),
      name: record.name,
      creationDate: new Date(record.createdAt),
    })),
    ...(nextToken === undefined ? {} : { nextToken }),
  };
}
