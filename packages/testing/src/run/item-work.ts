import { sourceUri } from '@edgestep/asl';
import type { ExecutionState, MapRunWork } from '@edgestep/engine';
import {
  parseArn,
  type ExecutionCommand,
  type ExecutionEvent,
  type FrameId,
  type Json,
} from '@edgestep/shared';

import type { MockSet } from '../mocks/mock.ts';
import { TestingError } from '../testing-error.ts';

export type MockedItems = NonNullable<MockSet['items']>;

/** What a reader or a writer of a distributed Map reports: its items come from `items`, and nothing is written. */
export function itemWork(
  work: Exclude<MapRunWork, { readonly kind: 'child' }>,
  state: ExecutionState | undefined,
  events: readonly ExecutionEvent[],
  items: MockedItems,
): ExecutionCommand {
  const { run } = work;
  switch (work.kind) {
    case 'find-items': {
      const total = itemsOf(stateOf(state, run.frame), work.reader, items).length;
      return { kind: 'FindMapRunItems', ...run, source: {}, total };
    }
    case 'read-items': {
      const all = itemsOf(stateOf(state, run.frame), work.reader, items);
      const { from, count } = work;
      const { Bucket, Key } = work.reader.parameters;
      const bucket = typeof Bucket === 'string' ? Bucket : '';
      const source = sourceUri(bucket, typeof Key === 'string' ? Key : undefined);
      const supplied = all.slice(from, from + count).map((value) => ({ value, source }));
      return { kind: 'SupplyMapRunItems', ...run, from, items: supplied };
    }
    case 'write-results':
      return {
        kind: 'FinishMapRun',
        ...run,
        output: { MapRunArn: run.mapRunArn, ResultWriterDetails: manifestOf(work) },
        resultsWritten: events.filter(
          (event) => event.kind === 'MapRunChildEnded' && event.mapRunArn === run.mapRunArn,
        ).length,
      };
  }
}

function stateOf(state: ExecutionState | undefined, frame: FrameId): string {
  const position = state?.frames.get(frame)?.position;
  return position?.kind === 'inside' ? position.entry.state : '';
}

function itemsOf(
  state: string,
  { resource, maxItems }: { readonly resource: string; readonly maxItems?: number },
  items: MockedItems,
): readonly Json[] {
  const found = Object.hasOwn(items, state) ? items[state] : undefined;
  if (found !== undefined) return found.slice(0, maxItems);
  throw new TestingError(
    'mock-missing',
    `The Map '${state}' reads its items by ${resource}, and has none here. ` +
      `Give them: items: { ${JSON.stringify(state)}: [ … ] }`,
  );
}

function manifestOf(work: Extract<MapRunWork, { readonly kind: 'write-results' }>): Json {
  const { Bucket = '', Prefix } = work.destination.parameters;
  const resource = parseArn(work.run.mapRunArn)?.resource;
  const id = resource?.type === 'mapRun' ? resource.id : work.run.mapRunArn;
  const prefix = typeof Prefix === 'string' ? Prefix.replace(/\/+$/, '') : '';
  return { Bucket, Key: `${prefix === '' ? id : `${prefix}/${id}`}/manifest.json` };
}
