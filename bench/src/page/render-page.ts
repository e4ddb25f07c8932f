import { loadId, loadText } from '../harness/load.ts';
import type { BenchReport, CaseReport, WorkloadReport } from '../harness/report.ts';
import { caseTable, droppedSentences } from '../render/case-columns.ts';
import { nodeSentences, peerSentences, peersTable, targetsTable } from '../render/comparison-tables.ts';
import { machineText, settingsText } from '../render/headline.ts';
import type { TextTable } from '../render/text-table.ts';
import { escape } from './escape.ts';
import { htmlTable } from './html-table.ts';
import { latencyCurves } from './latency-curves.ts';
import { prose } from './prose.ts';
import { rateBars } from './rate-bars.ts';
import { STYLE_SHEET } from './style-sheet.ts';

/** The report as a page that stands alone: plots as SVG, no script, nothing to load. */
export function renderPage(report: BenchReport): string {
  const peers = peerSentences(report).map((sentence) => `<li>${prose(sentence)}</li>`);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Edgestep: bench</title><style>${STYLE_SHEET}</style></head><body>`,
    '<h1>How fast Edgestep is</h1>',
    `<p class="facts">${escape(machineText(report))}</p><p class="facts">${escape(settingsText(report))}</p>`,
    peers.length === 0 ? '' : `<h2>Measured beside it</h2><ul>${peers.join('')}</ul>`,
    section('Targets', targetsTable(report), true),
    section('Beside other systems', peersTable(report)),
    ...nodeSentences(report).map((sentence) => `<h2>edge-node</h2><p>${prose(sentence)}</p>`),
    ...report.workloads.map(renderWorkload),
    '</body></html>\n',
  ].join('\n');
}

function section(title: string, table: TextTable | undefined, wraps = false): string {
  return table === undefined ? '' : `<h2>${title}</h2>${htmlTable(table, wraps)}`;
}

function renderWorkload(workload: WorkloadReport): string {
  const limits = workload.doesNotMeasure.map((sentence) => `<li>${prose(sentence)}</li>`).join('');
  return [
    `<section><h2>${escape(`${workload.name}: ${workload.title}`)}</h2><p>${prose(workload.operation)}</p>`,
    workload.kind === 'failed'
      ? `<p class="missed">Failed: ${escape(workload.reason)}</p>`
      : `${plots(workload)}${dropped(workload)}<details><summary>All figures</summary>${htmlTable(caseTable(workload))}</details>`,
    `<details class="limits"><summary>Not measured</summary><ul>${limits}</ul></details></section>`,
  ].join('\n');
}

function dropped(workload: Extract<WorkloadReport, { kind: 'measured' }>): string {
  return droppedSentences(workload)
    .map((sentence) => `<p class="missed">${escape(sentence)}</p>`)
    .join('');
}

/** For each load: the rates, unless the load gives them, and the latencies. */
function plots({ unit, cases }: Extract<WorkloadReport, { kind: 'measured' }>): string {
  const byLoad = Map.groupBy(cases, ({ load, durability }) => `${loadId(load)} ${durability}`);
  return [...byLoad.values()].map((group) => plotsOfLoad(group, unit)).join('\n');
}

function plotsOfLoad(group: readonly CaseReport[], unit: string): string {
  const [first] = group;
  if (first === undefined) return '';
  const bars = first.load.kind === 'open' ? '' : rateBars(group, unit);
  return (
    `<h3>${escape(`${loadText(first.load)}, durability ${first.durability}`)}</h3>` +
    `<div class="plots">${bars}${latencyCurves(group)}</div>`
  );
}
