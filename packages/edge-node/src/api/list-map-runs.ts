import type { MapRunQuery, MapRunSummary } from '@edgestep/engine';
import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { ApiError } from '@edgestep/shared';

import type { NodeServices } from './node-services.ts';
import { requireExecution } from './require-execution.ts';

const PAGE_DEFAULT = 100;

/** ListMapRuns: the Map Runs that an execution started, newest first. */
export async function listMapRuns(
  services: NodeServices,
  request: ApiRequest<'ListMapRuns'>,
): Promise<ApiResponse<'ListMapRuns'>> {
  const { executionArn, maxResults, nextToken } = request;
  await requireExecution(services, executionArn);
  const after = nextToken === undefined ? undefined : readToken(nextToken);
  const size = maxResults === undefined || maxResults === 0 ? PAGE_DEFAULT : maxResults;
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
    ...(found.length > size && last !== undefined ? { nextToken: writeToken(last) } : {}),
  };
}

function writeToken(last: MapRunSummary): string {
  return btoa(JSON.stringify([last.startedAt, last.mapRunArn]));
}

function readToken(token: string): MapRunQuery['after'] {
  try {
    const [startedAt, mapRunArn] = JSON.parse(atob(token)) as unknown[];
    if (typeof startedAt === 'number' && typeof mapRunArn === 'string') return { startedAt, mapRunArn };
  } catch {
    // Not ours: refused below like every other token that we did not write.
  }
  throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
}
