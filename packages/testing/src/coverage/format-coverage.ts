import type { Coverage, CoverageItem, CoverageKind } from './coverage.ts';

const PLURALS = {
  state: 'states',
  choice: 'choices',
  retrier: 'retriers',
  catcher: 'catchers',
} as const satisfies Record<CoverageKind, string>;

/** A coverage for people: the counts, then every place that no run reached. */
export function formatCoverage(coverage: Coverage): string {
  const { machine, percent, reached, total, unreached } = coverage;
  const lines = [
    `${machine}: ${percent} % covered (${reached} of ${total}: ${counts(coverage)})`,
    ...(unreached.length === 0 ? [] : ['  not reached:']),
    ...unreached.map((item) => `    ${place(item)}${item.kind.padEnd(7)}  ${item.state}: ${item.what}`),
  ];
  return lines.join('\n');
}

function counts({ kinds }: Coverage): string {
  return (Object.keys(PLURALS) as CoverageKind[])
    .filter((kind) => kinds[kind].total > 0)
    .map((kind) => `${PLURALS[kind]} ${kinds[kind].reached}/${kinds[kind].total}`)
    .join(', ');
}

function place({ line }: CoverageItem): string {
  return line === undefined ? '' : `line ${String(line).padEnd(4)} `;
}
