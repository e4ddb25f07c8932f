import type { MapRunSummary } from '@edgestep/engine';
import { requireArn } from '@edgestep/registry';
import { ApiError } from '@edgestep/shared';

import type { NodeServices } from './node-services.ts';

/** The Map Run behind an ARN. Throws InvalidArn or ResourceNotFound. */
export async function requireMapRun(services: NodeServices, arn: string): Promise<MapRunSummary> {
  requireArn(arn, 'mapRun');
  const mapRun = await services.executions.mapRun(arn);
  if (mapRun !== undefined) return mapRun;
  throw new ApiError('ResourceNotFound', `Resource not found: '${arn}'`, { resourceName: arn });
}
