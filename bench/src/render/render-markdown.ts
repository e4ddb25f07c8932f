import type { BenchReport, WorkloadReport } from '../harness/report.ts';
import { caseTable, droppedSentences } from './case-columns.ts';
import { nodeSentences, peerSentences, peersTable, targetsTable } from './comparison-tables.ts';
import { machineText, settingsText } from './headline.ts';
import { markdownTable, type TextTable } from './text-table.ts';

/** The report as a piece of Markdown for a README: facts, what it comes to, then each workload with its limits. */
export function renderMarkdown(report: BenchReport): string {
  const peers = peerSentences(report).map((sentence) => `- ${sentence}`);
  const parts = [
    machineText(report),
    settingsText(report),
    ...(peers.length === 0 ? [] : [peers.join('\n')]),
    ...section('Targets', targetsTable(report)),
    ...section('Beside other systems', peersTable(report)),
    ...nodeSentences(report),
    ...report.workloads.map(renderWorkload),
  ];
  return `${parts.join('\n\n')}\n`;
}

function renderWorkload(workload: WorkloadReport): string {
  const limits = workload.doesNotMeasure.map((sentence) => `- ${sentence}`).join('\n');
  return [
    `### ${workload.name}: ${workload.title}`,
    workload.operation,
    ...(workload.kind === 'failed'
      ? [`Failed: ${workload.reason}`]
      : [markdownTable(caseTable(workload)), ...droppedSentences(workload)]),
    `Not measured:\n${limits}`,
  ].join('\n\n');
}

function section(title: string, table: TextTable | undefined): readonly string[] {
  return table === undefined ? [] : [`### ${title}`, markdownTable(table)];
}
