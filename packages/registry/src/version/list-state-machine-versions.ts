import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { ApiError, type StateMachineRecord } from '@edgestep/shared';

import { requireMachineArn, stateMachineArn } from '../arns.ts';
import { page } from '../listing/page.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';

/** The versions of a state machine, the newest first. */
export function listStateMachineVersions(
  view: RegistryView,
  request: ApiRequest<'ListStateMachineVersions'>,
  context: RegistryContext,
): ApiResponse<'ListStateMachineVersions'> {
  const record = machineOf(view, request.stateMachineArn);
  const { items, nextToken } = page(
    record.versions.toReversed(),
    request,
    ['versions', record.name],
    context.now,
  );
  return {
    stateMachineVersions: items.map(({ version, createdAt }) => ({
      stateMachineVersionArn: stateMachineArn(context, record.name, version),
      creationDate: new Date(createdAt),
    })),
    ...(nextToken === undefined ? {} : { nextToken }),
  };
}

/** This operation knows no StateMachineDoesNotExist (API reference, ListStateMachineVersions: errors). */
function machineOf(view: RegistryView, arn: string): StateMachineRecord {
  const { name, qualifier } = requireMachineArn(arn);
  const record = view.stateMachine(name);
  if (record !== undefined && qualifier === undefined) return record;
  throw new ApiError('InvalidArn', `Invalid Arn: '${arn}'`);
}
