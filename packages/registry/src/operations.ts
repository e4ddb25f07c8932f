import type { ApiRequest, ApiResponse } from '@edgestep/gateway';

import { createActivity } from './activity/create-activity.ts';
import { deleteActivity } from './activity/delete-activity.ts';
import { describeActivity } from './activity/describe-activity.ts';
import { listActivities } from './activity/list-activities.ts';
import { createStateMachineAlias } from './alias/create-state-machine-alias.ts';
import { deleteStateMachineAlias } from './alias/delete-state-machine-alias.ts';
import { describeStateMachineAlias } from './alias/describe-state-machine-alias.ts';
import { listStateMachineAliases } from './alias/list-state-machine-aliases.ts';
import { updateStateMachineAlias } from './alias/update-state-machine-alias.ts';
import type { RegistryChange } from './registry-change.ts';
import type { RegistryContext } from './registry-context.ts';
import type { RegistryView } from './registry-view.ts';
import { createStateMachine } from './state-machine/create-state-machine.ts';
import { deleteStateMachine } from './state-machine/delete-state-machine.ts';
import { describeStateMachine } from './state-machine/describe-state-machine.ts';
import { listStateMachines } from './state-machine/list-state-machines.ts';
import { updateStateMachine } from './state-machine/update-state-machine.ts';
import { listTagsForResource } from './tags/list-tags-for-resource.ts';
import { tagResource } from './tags/tag-resource.ts';
import { untagResource } from './tags/untag-resource.ts';
import { deleteStateMachineVersion } from './version/delete-state-machine-version.ts';
import { listStateMachineVersions } from './version/list-state-machine-versions.ts';
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

/** Operations that read it. Whoever holds a copy answers them, also while cut off from the hub. */
export type RegistryReadOperation =
  | 'DescribeActivity'
  | 'DescribeStateMachine'
  | 'DescribeStateMachineAlias'
  | 'ListActivities'
  | 'ListStateMachineAliases'
  | 'ListStateMachineVersions'
  | 'ListStateMachines'
  | 'ListTagsForResource';

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

export const REGISTRY_READS = {
  DescribeActivity: describeActivity,
  DescribeStateMachine: describeStateMachine,
  DescribeStateMachineAlias: describeStateMachineAlias,
  ListActivities: listActivities,
  ListStateMachineAliases: listStateMachineAliases,
  ListStateMachineVersions: listStateMachineVersions,
  ListStateMachines: listStateMachines,
  ListTagsForResource: listTagsForResource,
} satisfies {
  [K in RegistryReadOperation]: (
    view: RegistryView,
    request: ApiRequest<K>,
    context: RegistryContext,
  ) => ApiResponse<K>;
};
