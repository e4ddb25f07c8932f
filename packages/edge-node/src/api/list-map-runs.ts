import type { MapRunQuery } from '@edgestep/engine';
import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { invalidToken, pageSize, readPageToken, writePageToken } from '@edgestep/registry';
import { isJsonArray } from '@edgestep/shared';

import type { NodeServices } from './node-services.ts';
import { requireExecution } from './require-execution.ts';

/** ListMapRuns: the Map Runs that an execution started, newest first. */
export async function listMapRuns(
  services: NodeServices,
  request: ApiRequest<'ListMapRuns'>,
): Promise<ApiResponse<'ListMapRuns'>> {
  const { executionArn, nextToken } = request;
  await requireExecution(services, executionArn);
  const after = nextToken === undefined ? undefined : placeOf(nextToken, executionArn, services.now());
  const size = pageSize(request);
  const found = await services.executions.mapRuns({ executionArn, limit: size + 1, after });
  const page = found.slice(0, size);
  const last = page.at(-1);
  return {
    mapRuns: page.map((mapRun) => ({
      executionArn: mapRun.executionArn,
      mapRunArn: mapRun.mapRunArn,
      stateMachineArn: mapRun.stateMachineArn,
      startDate: new Date(mapRun.startedAt),
      ...(mapRun.stoppedAt === undefined ? {} : { stopDate: new Date(mapRun.stoppedAt) }),
    })),
    ...(found.length > size && last !== undefined
      ? {
          nextToken: writePageToken(
            ['map-runs', executionArn],
            [last.startedAt, last.mapRunArn],
            services.now(),
          ),
        }
      : {}),
  };
}

function placeOf(token: string, executionArn: string, now: number): MapRunQuery['after'] {
  const place = readPageToken(token, ['map-runs', executionArn], now);
  const [startedAt, mapRunArn] = isJsonArray(place) ? place : [];
  if (typeof startedAt === 'number' && typeof mapRunArn === 'string') return { startedAt, mapRunArn };
  throw invalidToken();
}
