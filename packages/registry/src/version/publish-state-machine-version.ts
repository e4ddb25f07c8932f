import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { ApiError, stateMachineKey } from '@edgestep/shared';

import { stateMachineArn } from '../arns.ts';
import type { RegistryChange } from '../registry-change.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { requireKept, requireStateMachine } from '../state-machine/require-state-machine.ts';
import { publishVersion } from './publish-version.ts';

/** The revision id that the API shows for a state machine that was never updated (API reference, PublishStateMachineVersion). */
const INITIAL = 'INITIAL';

/** Publishes what a state machine is now as its next version; idempotent while nothing changes. */
export function publishStateMachineVersion(
  view: RegistryView,
  request: ApiRequest<'PublishStateMachineVersion'>,
  context: RegistryContext,
): RegistryChange<ApiResponse<'PublishStateMachineVersion'>> {
  const record = requireKept(requireStateMachine(view, request.stateMachineArn), request.stateMachineArn);
  const shown = record.revisionId === record.firstRevisionId ? INITIAL : record.revisionId;
  if (request.revisionId !== undefined && request.revisionId !== '' && request.revisionId !== shown) {
    throw new ApiError(
      'ConflictException',
      `Failed to publish the State Machine version for revision ${request.revisionId}. The current State Machine revision is ${shown}.`,
    );
  }
  const published = publishVersion(record, request.description, context);
  return {
    writes:
      published.record === record
        ? []
        : [{ kind: 'put', key: stateMachineKey(record.name), record: published.record }],
    response: {
      stateMachineVersionArn: stateMachineArn(context, record.name, published.version),
      creationDate: new Date(published.createdAt),
    },
  };
}
