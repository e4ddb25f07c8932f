import type { ApiRequest, ApiResponse } from '@edgestep/gateway';

import { stateMachineArn } from '../arns.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { requireAlias } from './require-alias.ts';

export function describeStateMachineAlias(
  view: RegistryView,
  request: ApiRequest<'DescribeStateMachineAlias'>,
  context: RegistryContext,
): ApiResponse<'DescribeStateMachineAlias'> {
  const { record, alias } = requireAlias(view, request.stateMachineAliasArn);
  return {
    stateMachineAliasArn: stateMachineArn(context, record.name, alias.name),
    name: alias.name,
    ...(alias.description === undefined ? {} : { description: alias.description }),
    routingConfiguration: alias.routing.map(({ version, weight }) => ({
      stateMachineVersionArn: stateMachineArn(context, record.name, version),
      weight,
    })),
    creationDate: new Date(alias.createdAt),
    updateDate: new Date(alias.updatedAt),
  };
}
