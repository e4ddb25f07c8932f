import { ApiError, type ApiErrorName } from '@edgestep/shared';

import type { NodeServices } from './node-services.ts';

/**
 * Reads the zone's copy of the registry. When something is `missing`, the copy is brought up to what the hub has and
 * read once more: it may have been created a moment ago, elsewhere.
 */
export async function freshly<T>(
  services: Pick<NodeServices, 'refreshRegistry'>,
  missing: ApiErrorName,
  read: () => T,
): Promise<T> {
  try {
    return read();
  } catch (error) {
    const isMissing = error instanceof ApiError && error.name === missing;
    if (!isMissing || !(await services.refreshRegistry())) throw error;
    return read();
  }
}
