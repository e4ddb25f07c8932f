import type { ApiRequest, ApiResponse } from '@edgestep/gateway';

import { stateMachineArn } from '../arns.ts';
import { page } from '../listing/page.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { requireStateMachine } from '../state-machine/require-state-machine.ts';

/** The versions of a state machine, the newest first. */
export function listStateMachineVersions(
  view: RegistryView,
  request: ApiRequest<'ListStateMachineVersions'>,
  context: RegistryContext,
): ApiResponse<'ListStateMachineVersions'> {
  const record = requireStateMachine(view, request.stateMachineArn);
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
