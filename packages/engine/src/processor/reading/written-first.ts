import type { ExecutionIndex } from '../../projections/execution-index.ts';
import type { IndexWriter } from './index-writer.ts';

/** An index whose reads show what `writer` has collected for it: that is written first, when it may matter. */
export function writtenFirst(
  index: ExecutionIndex,
  writer: Pick<IndexWriter, 'writeNow' | 'writeNowFor'>,
): ExecutionIndex {
  return {
    find(executionArn) {
      writer.writeNowFor(executionArn);
      return index.find(executionArn);
    },
    list(query) {
      writer.writeNow();
      return index.list(query);
    },
    mapRun(mapRunArn) {
      writer.writeNow();
      return index.mapRun(mapRunArn);
    },
    mapRuns(query) {
      writer.writeNowFor(query.executionArn);
      return index.mapRuns(query);
    },
    countOpen(zone, countMax) {
      writer.writeNow();
      return index.countOpen(zone, countMax);
    },
    places(executionArn) {
      writer.writeNowFor(executionArn);
      return index.places(executionArn);
    },
  };
}
