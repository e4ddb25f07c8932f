import type { PeerName } from '../peers/peer.ts';
import type { Load, Operation } from './load.ts';
import { loadId } from './load.ts';

/** What a workload counts. */
export type WorkUnit = 'transition' | 'step' | 'execution' | 'request' | 'record';

/** `none`: nothing is stored. `fsync` and `relaxed`: as a zone's setting of that name. */
type CaseDurability = 'none' | 'relaxed' | 'fsync';

interface PeerCase {
  readonly name: PeerName;
  /** The id of our case under the same load. */
  readonly comparedWith: string;
}

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
  /** What a user would choose instead; measured when the bench compares. Absent: ours, or a floor. */
  readonly peer?: PeerCase;
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
  /** Its rounds take so many times as long as others: for operations that take long themselves. 1 when absent. */
  readonly roundFactor?: number;
  readonly cases: readonly CaseDeclaration[];
  /** Starts what the cases need; nothing is measured yet. */
  open(cases: readonly CaseDeclaration[]): Promise<OpenWorkload>;
}

/** A workload with everything it needs at hand. Disposal ends its servers. */
export interface OpenWorkload extends AsyncDisposable {
  /** The operation of a case that it was opened for. */
  operation(of: CaseDeclaration): Operation;
}

/** For people: `edgestep, over 6 partitions`. */
export function systemText({ system, variant }: Pick<CaseDeclaration, 'system' | 'variant'>): string {
  return variant === undefined ? system : `${system}, ${variant}`;
}

/** Unique within its workload: `edgestep/fsync/c64`. */
export function caseId(of: Omit<CaseDeclaration, 'unitsPerOperation'>): string {
  return [systemText(of), of.durability, loadId(of.load)].map((part) => part.replaceAll(' ', '-')).join('/');
}

/** Which cases to measure. */
export interface Selection {
  /** Those whose `workload/case` matches, with those that they are compared with; undefined: all. */
  readonly only: RegExp | undefined;
  /** The peers that are there to be measured. */
  readonly peers: readonly PeerName[];
}

export function selectCases(workload: Workload, { only, peers }: Selection): readonly CaseDeclaration[] {
  const there = workload.cases.filter(({ peer }) => peer === undefined || peers.includes(peer.name));
  if (only === undefined) return there;
  const matching = there.filter((each) => only.test(`${workload.name}/${caseId(each)}`));
  const needed = new Set(matching.flatMap(({ floor, peer }) => [floor, peer?.comparedWith]));
  return there.filter((each) => matching.includes(each) || needed.has(caseId(each)));
}
