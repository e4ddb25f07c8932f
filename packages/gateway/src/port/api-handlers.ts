import type { ApiOperation, ApiRequest, ApiResponse } from '../api/api-types.ts';
import type { CallContext } from './call-context.ts';

/**
 * The port behind the front door: what answers the operations. A request has passed its shape (types, lengths,
 * patterns) when it arrives here. A handler refuses by throwing `ApiError`; whatever else it throws is a fault:
 * logged in full, answered as InternalServerError. An operation without a handler is UnknownOperationException.
 */
export type ApiHandlers = {
  readonly [K in ApiOperation]?: (request: ApiRequest<K>, context: CallContext) => Promise<ApiResponse<K>>;
};
