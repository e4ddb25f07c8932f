import type { ApiRequest, ApiResponse } from '@edgestep/gateway';

import { createActivity } from './activity/create-activity.ts';
import { deleteActivity } from './activity/delete-activity.ts';
import { createStateMachineAlias } from './alias/create-state-machine-alias.ts';
import { deleteStateMachineAlias } from './alias/delete-state-machine-alias.ts';
import { updateStateMachineAlias } from './alias/update-state-machine-alias.ts';
import type { RegistryChange } from './registry-change.ts';
import type { RegistryContext } from './registry-context.ts';
import type { RegistryView } from './registry-view.ts';
import { createStateMachine } from './state-machine/create-state-machine.ts';
import { deleteStateMachine } from './state-machine/delete-state-machine.ts';
import { updateStateMachine } from './state-machine/update-state-machine.ts';
import { tagResource } from './tags/tag-resource.ts';
import { untagResource } from './tags/untag-resource.ts';
import { deleteStateMachineVersion } from './version/delete-state-machine-version.ts';
import { publishStateMachineVersion } from './version/publish-state-machine-version.ts';

/** Operations that change the registry. Only the control plane carries them out; zones forward them. */
export type RegistryWriteOperation =
  | 'CreateActivity'
  | 'CreateStateMachine'
  | 'CreateStateMachineAlias'
  | 'DeleteActivity'
  | 'DeleteStateMachine'
  | 'DeleteStateMachineAlias'
  | 'DeleteStateMachineVersion'
  | 'PublishStateMachineVersion'
  | 'TagResource'
  | 'UntagResource'
  | 'UpdateStateMachine'
  | 'UpdateStateMachineAlias';

export const REGISTRY_WRITES = {
  CreateActivity: createActivity,
  CreateStateMachine: createStateMachine,
  CreateStateMachineAlias: createStateMachineAlias,
  DeleteActivity: deleteActivity,
  DeleteStateMachine: deleteStateMachine,
  DeleteStateMachineAlias: deleteStateMachineAlias,
  DeleteStateMachineVersion: deleteStateMachineVersion,
  PublishStateMachineVersion: publishStateMachineVersion,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateStateMachine: updateStateMachine,
  UpdateStateMachineAlias: updateStateMachineAlias,
} satisfies {
  [K in RegistryWriteOperation]: (
    view: RegistryView,
    request: ApiRequest<K>,
    context: RegistryContext,
  ) => RegistryChange<ApiResponse<K>>;
};
