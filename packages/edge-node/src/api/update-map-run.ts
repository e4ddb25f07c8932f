import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { ApiError, type Rejection } from '@edgestep/shared';

import type { NodeServices } from './node-services.ts';
import { rejected } from './rejected.ts';
import { requireMapRun } from './require-map-run.ts';

/** UpdateMapRun: new limits for a Map Run that is open. */
export async function updateMapRun(
  services: NodeServices,
  request: ApiRequest<'UpdateMapRun'>,
): Promise<ApiResponse<'UpdateMapRun'>> {
  const { mapRunArn, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = request;
  const { executionArn } = await requireMapRun(services, mapRunArn);
  const limits = {
    ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
    ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
    ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
  };
  if (Object.keys(limits).length === 0) {
    throw new ApiError(
      'ValidationException',
      'At least one of maxConcurrency, toleratedFailureCount or toleratedFailurePercentage must be specified',
      { reason: 'MISSING_REQUIRED_PARAMETER' },
    );
  }
  const answer = await services.commands.submit({ kind: 'UpdateMapRun', executionArn, mapRunArn, ...limits });
  if (answer.kind === 'accepted') return {};
  throw refused(answer, mapRunArn);
}

/** The run is known, so what is not pending any more has ended. */
function refused(answer: Rejection, mapRunArn: string): ApiError {
  if (answer.reason !== 'map-run-not-pending') return rejected(answer, mapRunArn);
  return new ApiError('ValidationException', `Map Run is not running: '${mapRunArn}'`);
}
