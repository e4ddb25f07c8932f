import type { ApiRequest, ApiResponse } from '@edgestep/gateway';

import { stateMachineArn } from '../arns.ts';
import { page } from '../listing/page.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';

/** State machines, the oldest first. */
export function listStateMachines(
  view: RegistryView,
  request: ApiRequest<'ListStateMachines'>,
  context: RegistryContext,
): ApiResponse<'ListStateMachines'> {
  const records = [...view.stateMachines()].sort(
    (left, right) => left.createdAt - right.createdAt || (left.name < right.name ? -1 : 1),
  );
  const { items, nextToken } = page(records, request, ['state-machines'], context.now);
  return {
    stateMachines: items.map((record) => ({
      stateMachineArn: stateMachineArn(context, record.name),
      name: record.name,
      type: record.type,
      creationDate: new Date(record.createdAt),
    })),
    ...(nextToken === undefined ? {} : { nextToken }),
  };
}
