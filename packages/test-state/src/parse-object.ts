import { payloadExcess } from '@edgestep/asl';
import { isJsonObject, parseJson, type ApiError, type Json, type JsonObject } from '@edgestep/shared';

/** Reads the JSON object in a text; `refuse` says what becomes of anything else. */
export function parseObject(text: string, refuse: (reason: string) => ApiError): JsonObject {
  const value = parsePayload(text, refuse);
  if (isJsonObject(value)) return value;
  throw refuse('it must be a JSON object');
}

/** Reads JSON of the size that the service carries; `refuse` says what becomes of anything else. */
export function parsePayload(text: string, refuse: (reason: string) => ApiError): Json {
  let value: Json;
  try {
    value = parseJson(text);
  } catch (cause) {
    throw refuse(cause instanceof Error ? cause.message : 'not JSON');
  }
  const excess = payloadExcess(value);
  if (excess === 'size') throw refuse('it is too large');
  if (excess === 'depth') throw refuse('it nests too deep');
  return value;
}
