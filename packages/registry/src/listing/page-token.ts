import { ApiError, isJsonArray, type EpochMs, type Json } from '@edgestep/shared';

/** Tokens are good for a day (API reference: nextToken). */
const TOKEN_LIFETIME_MS = 86_400_000;

/**
 * What a list is of: its name, and everything that the caller chose it by. A token continues this list and no other.
 */
export type ListChoice = readonly (string | boolean | undefined)[];

/** Names the place where a list goes on. */
export function writePageToken(list: ListChoice, place: Json, now: EpochMs): string {
  return btoa(encodeURIComponent(JSON.stringify([digest(list), now, place])));
}

/** The place that a token names. Throws InvalidToken for one that is not ours, has expired, or is of another list. */
export function readPageToken(token: string, list: ListChoice, now: EpochMs): Json {
  const read = parsed(token);
  if (isJsonArray(read) && read.length === 3) {
    const [of, issuedAt, place] = read;
    const isFresh = typeof issuedAt === 'number' && now - issuedAt <= TOKEN_LIFETIME_MS;
    if (of === digest(list) && isFresh) return place ?? null;
  }
  throw invalidToken();
}

export function invalidToken(): ApiError {
  return new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
}

function parsed(token: string): Json {
  try {
    return JSON.parse(decodeURIComponent(atob(token))) as Json;
  } catch {
    // No text of ours: the caller says so.
    return null;
  }
}

/** FNV-1a over the choice: enough to tell a token from one that belongs elsewhere; nothing is guarded by it. */
function digest(list: ListChoice): number {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(list)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
