import type { ExecutionReader } from '@edgestep/engine';
import type { ApiHandlers } from '@edgestep/gateway';
import { listExecutions, type RegistryView } from '@edgestep/registry';
import { ApiError, HUB_REGION } from '@edgestep/shared';

/**
 * What the control plane answers from its own projections: the executions of a state machine over all zones, or, by
 * the region of the ARN, of one. As old as the links are slow.
 */
export function hubReadHandlers(
  view: RegistryView,
  reader: ExecutionReader,
  zones: readonly string[],
): ApiHandlers {
  return {
    ListExecutions: async (request) => {
      const arn = request.stateMachineArn ?? request.mapRunArn;
      const region = arn?.split(':')[3] ?? HUB_REGION;
      const isZone = zones.includes(region);
      if (!isZone && region !== HUB_REGION) {
        throw new ApiError(
          'InvalidArn',
          `Invalid Arn: '${arn}' is of no zone. Zones are: ${zones.join(', ')}`,
        );
      }
      return listExecutions(
        view,
        request,
        (query) => reader.list(isZone ? { ...query, zone: region } : query),
        async (mapRunArn) => (await reader.mapRun(mapRunArn)) !== undefined,
        Date.now(),
      );
    },
  };
}
