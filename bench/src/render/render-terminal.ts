import type { BenchReport, WorkloadReport } from '../harness/report.ts';
import { caseTable, droppedSentences } from './case-columns.ts';
import { nodeSentences, peerSentences, peersTable, targetsTable } from './comparison-tables.ts';
import { machineText, settingsText } from './headline.ts';
import { terminalTable, type TextTable } from './text-table.ts';

/** The whole report as text for a terminal; what it comes to stands at the end. */
export function renderTerminal(report: BenchReport): string {
  return [
    machineText(report),
    settingsText(report),
    ...report.workloads.map(renderWorkload),
    ...nodeSentences(report),
    ...peerSentences(report),
    ...section('Beside other systems', peersTable(report)),
    ...section('Targets', targetsTable(report)),
  ].join('\n\n');
}

function renderWorkload(workload: WorkloadReport): string {
  const head = `${workload.name}: ${workload.title}\n${workload.operation}`;
  return workload.kind === 'failed'
    ? `${head}\nFAILED: ${workload.reason}`
    : [head, terminalTable(caseTable(workload)), ...droppedSentences(workload)].join('\n');
}

function section(title: string, table: TextTable | undefined): readonly string[] {
  return table === undefined ? [] : [`${title}\n${terminalTable(table)}`];
}
