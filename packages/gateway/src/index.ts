export type { ApiHandlers } from './port/api-handlers.ts';
export type { CallContext } from './port/call-context.ts';
export { ANONYMOUS, type Principal } from './port/principal.ts';
export {
  isApiOperation,
  OPERATIONS,
  type ApiOperation,
  type ApiRequest,
  type ApiResponse,
} from './api/operations.ts';
export type { HistoryEvent } from './api/model/history-event.ts';
export type { HistoryEventType } from './api/model/history-event-type.ts';
