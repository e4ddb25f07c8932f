import type { ApiRequest, ApiResponse } from '@edgestep/gateway';

import type { RegistryView } from '../registry-view.ts';
import { requireTagged } from './tagged-resource.ts';

export function listTagsForResource(
  view: RegistryView,
  request: ApiRequest<'ListTagsForResource'>,
): ApiResponse<'ListTagsForResource'> {
  const { record } = requireTagged(view, request.resourceArn);
  return { tags: Object.entries(record.tags).map(([key, value]) => ({ key, value })) };
}
