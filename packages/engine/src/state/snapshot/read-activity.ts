import type { OpenChildView } from '@edgestep/asl';
import { isJsonArray, isJsonObject } from '@edgestep/shared';

import { DECIDING, type ActivityState } from '../frame-state.ts';
import type { PayloadReader } from './payload-table.ts';
import {
  NO_RESULT,
  type StoredActivity,
  type StoredChild,
  type StoredIterations,
  type StoredMapRun,
  type StoredTask,
} from './stored-execution.ts';

/** What a frame did when it was taken down. */
export function readActivity(stored: StoredActivity, table: PayloadReader): ActivityState {
  switch (stored.kind) {
    case 'deciding':
      return DECIDING;
    case 'task':
      return readTask(stored, table);
    case 'iterations':
      return readIterations(stored, table);
    case 'map-run':
      return readMapRun(stored, table);
    case 'waiting':
    case 'retrying':
      return { kind: stored.kind, dueAt: stored.dueAt };
    case 'branches':
      return { ...stored };
  }
}

function readTask(stored: StoredTask, table: PayloadReader): ActivityState {
  const credentials = stored.credentials === undefined ? undefined : table.get(stored.credentials);
  return {
    ...stored,
    parameters: table.get(stored.parameters),
    startedAt: stored.startedAt,
    timeoutSeconds: stored.timeoutSeconds,
    heartbeatSeconds: stored.heartbeatSeconds,
    credentials: isJsonObject(credentials) ? credentials : undefined,
  };
}

function readIterations(stored: StoredIterations, table: PayloadReader): ActivityState {
  const items = table.get(stored.items);
  return {
    ...stored,
    items: isJsonArray(items) ? items : [],
    keys: stored.keys,
    toleratedFailureCount: stored.toleratedFailureCount,
    toleratedFailurePercentage: stored.toleratedFailurePercentage,
    results: stored.results.map((place) => (place === NO_RESULT ? undefined : table.get(place))),
    children: [...stored.children],
  };
}

function readMapRun(stored: StoredMapRun, table: PayloadReader): ActivityState {
  const items = stored.items === undefined ? undefined : table.get(stored.items);
  const { open, awaiting = [] } = stored;
  return {
    ...stored,
    items: isJsonArray(items) ? items : undefined,
    reader: stored.reader,
    batcher: stored.batcher,
    writer: stored.writer,
    source: stored.source,
    total: stored.total,
    open: new Map(open.map((child) => [child.index, readChild(child, table)])),
    results: stored.results.map((place) => (place === NO_RESULT ? undefined : table.get(place))),
    closing: stored.closing === undefined ? undefined : { failure: stored.closing.failure },
    redriveCount: stored.redriveCount ?? 0,
    awaiting: new Map(
      awaiting.map((child) => [child.index, { ...readChild(child, table), former: child.former }]),
    ),
  };
}

function readChild(stored: StoredChild, table: PayloadReader): OpenChildView {
  const { index, executionArn, name, firstItem, itemCount, input, item, redriveCount = 0 } = stored;
  return {
    index,
    executionArn,
    name,
    firstItem,
    itemCount,
    input: table.get(input),
    item: item === undefined ? undefined : table.get(item),
    redriveCount,
  };
}
