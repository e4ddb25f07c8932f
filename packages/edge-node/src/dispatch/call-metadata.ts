import type { JsonObject } from '@edgestep/shared';

import type { FunctionResponse } from './function-caller.ts';

/** `SdkHttpMetadata` and `SdkResponseMetadata`, as optimized integrations add them to their results. */
export function callMetadata(
  response: Pick<FunctionResponse, 'headers' | 'statusCode' | 'requestId'> | undefined,
): JsonObject {
  const all: Record<string, string[]> = {};
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(response?.headers ?? {})) {
    const values = typeof value === 'string' ? [value] : [...value];
    all[name] = values;
    single[name] = values[0] ?? '';
  }
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: all,
      HttpHeaders: single,
      HttpStatusCode: response?.statusCode ?? 200,
    },
    SdkResponseMetadata: { RequestId: response?.requestId ?? '' },
  };
}
