import { paint, type Tone } from '../terminal/paint.ts';
import { clip, cut, duration } from '../terminal/table.ts';
import type { ExecutionProgress, Visit } from './execution-progress.ts';

export interface RenderOptions {
  readonly columns: number;
  readonly coloured: boolean;
  /** Inputs and outputs under each state. */
  readonly data: boolean;
  /** The newest visits when there are more than fit. */
  readonly visitsMax: number;
  readonly now: number;
}

const MARKS = { running: '●', done: '✔', failed: '✘' } as const;
const TONES: Readonly<Record<Visit['status'], Tone>> = { running: 'busy', done: 'good', failed: 'bad' };

/** The live view of an execution: one line a state, indented below the Parallel or Map that it belongs to. */
export function renderProgress(progress: ExecutionProgress, options: RenderOptions): string[] {
  const hidden = Math.max(0, progress.visits.length - options.visitsMax);
  const lines = hidden > 0 ? [paint(`  … ${hidden} earlier states`, 'quiet', options.coloured)] : [];
  for (const visit of progress.visits.slice(hidden)) lines.push(...renderVisit(visit, options));
  return lines;
}

function renderVisit(visit: Visit, options: RenderOptions): string[] {
  const indent = '  '.repeat(visit.depth);
  const took = (visit.exitedAt?.getTime() ?? options.now) - visit.enteredAt.getTime();
  const remarks = [
    duration(Math.max(0, took)),
    ...(visit.attempts > 1 ? [`attempt ${visit.attempts}`] : []),
    ...(visit.error === undefined ? [] : [visit.error]),
  ];
  const head = `${indent}${MARKS[visit.status]} ${visit.name}`;
  const line = cut(`${head.padEnd(34)} ${visit.type.padEnd(8)} ${remarks.join(' · ')}`, options.columns - 1);
  const lines = [paint(line, TONES[visit.status], options.coloured)];
  if (options.data) {
    const width = options.columns - indent.length - 8;
    for (const [label, value] of [
      ['in ', visit.input],
      ['out', visit.output],
    ] as const) {
      if (value === undefined) continue;
      lines.push(paint(`${indent}    ${label} ${clip(value, width)}`, 'quiet', options.coloured));
    }
  }
  return lines;
}
