import type { EpochMs } from '@edgestep/shared';

import { invalidToken, readPageToken, writePageToken, type ListChoice } from './page-token.ts';

const PAGE_DEFAULT = 100;

interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

/** One page of a list that is sorted the same way every time. */
export function page<T>(
  all: readonly T[],
  request: PageRequest,
  list: ListChoice,
  now: EpochMs,
): { readonly items: readonly T[]; readonly nextToken: string | undefined } {
  const start = request.nextToken === undefined ? 0 : placeOf(request.nextToken, list, now);
  const end = start + pageSize(request);
  return {
    items: all.slice(start, end),
    nextToken: end < all.length ? writePageToken(list, end, now) : undefined,
  };
}

/** How many items a page has; 0 asks for the default (API reference: maxResults). */
export function pageSize({ maxResults }: PageRequest): number {
  return maxResults === undefined || maxResults === 0 ? PAGE_DEFAULT : maxResults;
}

function placeOf(token: string, list: ListChoice, now: EpochMs): number {
  const place = readPageToken(token, list, now);
  if (typeof place === 'number' && Number.isSafeInteger(place) && place >= 0) return place;
  throw invalidToken();
}
