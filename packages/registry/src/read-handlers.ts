import type { ApiHandlers } from '@edgestep/gateway';

import { REGISTRY_READS, type RegistryReadOperation } from './operations.ts';
import type { RegistryContext } from './registry-context.ts';
import type { RegistryView } from './registry-view.ts';
import { validateStateMachineDefinition } from './state-machine/validate-state-machine-definition.ts';

/** The handlers of what any copy of the registry can answer by itself. */
export function registryReadHandlers(view: RegistryView, context: () => RegistryContext): ApiHandlers {
  const read =
    <K extends RegistryReadOperation>(operation: K) =>
    async (request: never) =>
      REGISTRY_READS[operation](view, request, context());
  return {
    DescribeActivity: read('DescribeActivity'),
    DescribeStateMachine: read('DescribeStateMachine'),
    DescribeStateMachineAlias: read('DescribeStateMachineAlias'),
    ListActivities: read('ListActivities'),
    ListStateMachineAliases: read('ListStateMachineAliases'),
    ListStateMachineVersions: read('ListStateMachineVersions'),
    ListStateMachines: read('ListStateMachines'),
    ListTagsForResource: read('ListTagsForResource'),
    ValidateStateMachineDefinition: async (request) => validateStateMachineDefinition(request),
  } as ApiHandlers;
}
