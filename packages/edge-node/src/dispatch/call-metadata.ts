import type { JsonObject } from '@edgestep/shared';

/** What an HTTP API said besides its result. */
export interface CallResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string;
}

/** `SdkHttpMetadata` and `SdkResponseMetadata`, as optimized integrations add them to their results. */
export function callMetadata(response: CallResponse): JsonObject {
  const all = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, [value]]));
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: all,
      HttpHeaders: response.headers,
      HttpStatusCode: response.statusCode,
    },
    SdkResponseMetadata: { RequestId: response.requestId },
  };
}
