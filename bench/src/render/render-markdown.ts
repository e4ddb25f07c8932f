import type { BenchReport, WorkloadReport } from '../harness/report.ts';
import { caseColumns } from './case-columns.ts';
import { machineText, settingsText } from './headline.ts';

/** The report as a piece of Markdown for a README: facts, then a table and its limits for each workload. */
export function renderMarkdown(report: BenchReport): string {
  return `${[machineText(report), settingsText(report), ...report.workloads.map(renderWorkload)].join('\n\n')}\n`;
}

function renderWorkload(workload: WorkloadReport): string {
  const limits = workload.doesNotMeasure.map((sentence) => `- ${sentence}`).join('\n');
  return [
    `### ${workload.name}: ${workload.title}`,
    workload.operation,
    workload.kind === 'failed' ? `Failed: ${workload.reason}` : table(workload),
    `Not measured:\n${limits}`,
  ].join('\n\n');
}

function table({ unit, cases }: Extract<WorkloadReport, { kind: 'measured' }>): string {
  const columns = caseColumns(unit);
  const rule = columns.map(({ align }) => (align === 'right' ? '--:' : '---'));
  const rows = cases.map((of) => columns.map(({ cell }) => cell(of)));
  return [columns.map(({ heading }) => heading), rule, ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}
