import { coverageOf, type Coverage, type CoverageItem } from './coverage.ts';

/**
 * What several runs reached together: of one state machine, hits are added by place. Coverages of different state
 * machines stay apart, and so do those of two definitions under one name.
 */
export function mergeCoverage(coverages: readonly Coverage[]): readonly Coverage[] {
  const merged = new Map<string, Coverage>();
  for (const coverage of coverages) {
    const key = JSON.stringify([coverage.machine, coverage.items.map(({ location }) => location)]);
    const before = merged.get(key);
    const items = coverage.items.map((item, index) => added(item, before?.items[index]));
    merged.set(key, coverageOf(coverage.machine, items));
  }
  return [...merged.values()];
}

function added(item: CoverageItem, before: CoverageItem | undefined): CoverageItem {
  return before === undefined ? item : { ...item, hits: item.hits + before.hits };
}
