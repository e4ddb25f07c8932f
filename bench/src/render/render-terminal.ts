import type { BenchReport, WorkloadReport } from '../harness/report.ts';
import { caseColumns } from './case-columns.ts';
import { machineText, settingsText } from './headline.ts';

/** The whole report as text for a terminal. */
export function renderTerminal(report: BenchReport): string {
  return [machineText(report), settingsText(report), ...report.workloads.map(renderWorkload)].join('\n\n');
}

function renderWorkload(workload: WorkloadReport): string {
  const head = `${workload.name}: ${workload.title}\n${workload.operation}`;
  return workload.kind === 'failed' ? `${head}\nFAILED: ${workload.reason}` : `${head}\n${table(workload)}`;
}

function table({ unit, cases }: Extract<WorkloadReport, { kind: 'measured' }>): string {
  const columns = caseColumns(unit);
  const rows = [
    columns.map(({ heading }) => heading),
    ...cases.map((of) => columns.map(({ cell }) => cell(of))),
  ];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return columns[index]?.align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  return lines.join('\n');
}
