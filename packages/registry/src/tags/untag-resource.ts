import type { ApiRequest } from '@edgestep/gateway';

import type { RegistryChange } from '../registry-change.ts';
import type { RegistryView } from '../registry-view.ts';
import { requireTagged } from './tagged-resource.ts';

/** Takes tags away; keys that are not there are no error. */
export function untagResource(
  view: RegistryView,
  request: ApiRequest<'UntagResource'>,
): RegistryChange<Record<never, never>> {
  const { key, record } = requireTagged(view, request.resourceArn);
  const gone = new Set(request.tagKeys);
  const tags = Object.fromEntries(Object.entries(record.tags).filter(([name]) => !gone.has(name)));
  return { writes: [{ kind: 'put', key, record: { ...record, tags } }], response: {} };
}
