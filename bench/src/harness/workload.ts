import type { Load, Operation } from './load.ts';
import { loadId } from './load.ts';

/** What a workload counts. */
export type WorkUnit = 'transition' | 'step' | 'execution' | 'request' | 'record';

/** `none`: nothing is stored. `fsync` and `relaxed`: as a zone's setting of that name. */
type CaseDurability = 'none' | 'relaxed' | 'fsync';

/** One system under one load: a row of the report. */
export interface CaseDeclaration {
  /** `edgestep`, or what it is measured against: `plain JavaScript`, `bare JetStream`, … */
  readonly system: string;
  /** What tells cases of the same system apart, when load and durability don't: `with AWS history`. */
  readonly variant?: string;
  readonly durability: CaseDurability;
  readonly load: Load;
  /** How many units one operation does. */
  readonly unitsPerOperation: number;
  /** The id of the case whose figures are this one's floor. Absent: it is a floor itself, or has none. */
  readonly floor?: string;
}

/** Something to measure: a file of its own name in `workloads/`, listed in `workloads/registry.ts`. */
export interface Workload {
  /** The name of its file, without `.workload.ts`. */
  readonly name: string;
  readonly title: string;
  readonly unit: WorkUnit;
  /** What one operation does, in a sentence or two. */
  readonly operation: string;
  /** What the figures leave out, each a sentence. */
  readonly doesNotMeasure: readonly string[];
  readonly cases: readonly CaseDeclaration[];
  /** Starts what the cases need; nothing is measured yet. */
  open(cases: readonly CaseDeclaration[]): Promise<OpenWorkload>;
}

/** A workload with everything it needs at hand. Disposal ends its servers. */
export interface OpenWorkload extends AsyncDisposable {
  /** The operation of a case that it was opened for. */
  operation(of: CaseDeclaration): Operation;
}

/** Unique within its workload: `edgestep/fsync/c64`. */
export function caseId({ system, variant, durability, load }: CaseDeclaration): string {
  const name = variant === undefined ? system : `${system}, ${variant}`;
  return [name, durability, loadId(load)].map((part) => part.replaceAll(' ', '-')).join('/');
}

/** The cases whose `workload/case` matches, and the floors that they need. */
export function selectCases(workload: Workload, only: RegExp | undefined): readonly CaseDeclaration[] {
  if (only === undefined) return workload.cases;
  const matching = workload.cases.filter((each) => only.test(`${workload.name}/${caseId(each)}`));
  const floors = new Set(matching.map((each) => each.floor));
  return workload.cases.filter((each) => matching.includes(each) || floors.has(caseId(each)));
}
