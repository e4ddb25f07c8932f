import { ApiError } from '@edgestep/shared';

const PAGE_DEFAULT = 100;

interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

/**
 * One page of a list that is sorted the same way every time. The token names the list and the place in it; one
 * that is not ours, or of another list, is InvalidToken.
 */
export function page<T>(
  all: readonly T[],
  request: PageRequest,
  list: string,
): { readonly items: readonly T[]; readonly nextToken: string | undefined } {
  const start = request.nextToken === undefined ? 0 : readToken(request.nextToken, list);
  const size =
    request.maxResults === undefined || request.maxResults === 0 ? PAGE_DEFAULT : request.maxResults;
  const end = start + size;
  return { items: all.slice(start, end), nextToken: end < all.length ? btoa(`${list} ${end}`) : undefined };
}

function readToken(token: string, list: string): number {
  const match = /^(\S+) (\d{1,9})$/.exec(decode(token));
  if (match === null || match[1] !== list)
    throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
  return Number(match[2]);
}

function decode(token: string): string {
  try {
    return atob(token);
  } catch {
    // Text that is not base64 is no token of ours: the caller says so.
    return '';
  }
}
