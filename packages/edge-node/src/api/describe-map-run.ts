import type { ApiRequest, ApiResponse } from '@edgestep/gateway';

import type { NodeServices } from './node-services.ts';
import { requireMapRun } from './require-map-run.ts';

/** DescribeMapRun. */
export async function describeMapRun(
  services: NodeServices,
  request: ApiRequest<'DescribeMapRun'>,
): Promise<ApiResponse<'DescribeMapRun'>> {
  const mapRun = await requireMapRun(services, request.mapRunArn);
  return {
    mapRunArn: mapRun.mapRunArn,
    executionArn: mapRun.executionArn,
    status: mapRun.status,
    startDate: new Date(mapRun.startedAt),
    ...(mapRun.stoppedAt === undefined ? {} : { stopDate: new Date(mapRun.stoppedAt) }),
    maxConcurrency: mapRun.maxConcurrency,
    toleratedFailurePercentage: mapRun.toleratedFailurePercentage ?? 0,
    toleratedFailureCount: mapRun.toleratedFailureCount ?? 0,
    itemCounts: mapRun.items,
    executionCounts: mapRun.children,
    redriveCount: mapRun.redriveCount,
    ...(mapRun.redrivenAt === undefined ? {} : { redriveDate: new Date(mapRun.redrivenAt) }),
  };
}
