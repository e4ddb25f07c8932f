import type { ApiHandlers } from '@edgestep/gateway';

import { describeActivity } from './activity/describe-activity.ts';
import { listActivities } from './activity/list-activities.ts';
import { describeStateMachineAlias } from './alias/describe-state-machine-alias.ts';
import { listStateMachineAliases } from './alias/list-state-machine-aliases.ts';
import type { RegistryContext } from './registry-context.ts';
import type { RegistryView } from './registry-view.ts';
import { describeStateMachine } from './state-machine/describe-state-machine.ts';
import { listStateMachines } from './state-machine/list-state-machines.ts';
import { validateStateMachineDefinition } from './state-machine/validate-state-machine-definition.ts';
import { listTagsForResource } from './tags/list-tags-for-resource.ts';
import { listStateMachineVersions } from './version/list-state-machine-versions.ts';

/** The handlers of what any copy of the registry answers by itself, also while cut off from the hub. */
export function registryReadHandlers(view: RegistryView, context: () => RegistryContext) {
  return {
    DescribeActivity: async (request) => describeActivity(view, request, context()),
    DescribeStateMachine: async (request) => describeStateMachine(view, request, context()),
    DescribeStateMachineAlias: async (request) => describeStateMachineAlias(view, request, context()),
    ListActivities: async (request) => listActivities(view, request, context()),
    ListStateMachineAliases: async (request) => listStateMachineAliases(view, request, context()),
    ListStateMachineVersions: async (request) => listStateMachineVersions(view, request, context()),
    ListStateMachines: async (request) => listStateMachines(view, request, context()),
    ListTagsForResource: async (request) => listTagsForResource(view, request),
    ValidateStateMachineDefinition: async (request) => validateStateMachineDefinition(request),
  } satisfies ApiHandlers;
}
