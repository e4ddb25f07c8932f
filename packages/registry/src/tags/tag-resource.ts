import type { ApiRequest } from '@edgestep/gateway';

import type { RegistryChange } from '../registry-change.ts';
import type { RegistryView } from '../registry-view.ts';
import { requireFew, tagsOf } from './tag-list.ts';
import { requireTagged } from './tagged-resource.ts';

export function tagResource(
  view: RegistryView,
  request: ApiRequest<'TagResource'>,
): RegistryChange<Record<never, never>> {
  const { key, record } = requireTagged(view, request.resourceArn);
  const tags = requireFew({ ...record.tags, ...tagsOf(request.tags) });
  return { writes: [{ kind: 'put', key, record: { ...record, tags } }], response: {} };
}
