import { isJsonObject, type RunItem } from '@edgestep/shared';

import type { MapItem } from '../../execution/frame-view.ts';

/** What `$$.Map.Item` shows of an item. */
export function mapItemOf(index: number, { value, source, isMember }: RunItem): MapItem {
  const from = source === undefined ? {} : { source };
  if (isMember !== true || !isJsonObject(value)) return { index, value, ...from };
  const { Key, Value = null } = value;
  return { index, value: Value, ...(typeof Key === 'string' ? { key: Key } : {}), ...from };
}
