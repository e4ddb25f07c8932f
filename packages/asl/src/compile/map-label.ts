import { textDigest } from '../query/text-digest.ts';
import type { CompiledMachine } from './compiled-machine.ts';
import type { CompiledDistribution, CompiledMap } from './compiled-state.ts';

/**
 * The label of a distributed Map: the written one, or one that is made for the state and stays the same for as long
 * as the definition does (the form of a UUID, as the service's).
 */
export function mapLabel(state: CompiledMap, { label }: CompiledDistribution, revisionId: string): string {
  return label ?? madeLabel(state, revisionId);
}

function madeLabel({ processor, name }: CompiledMap, revisionId: string): string {
  const digest = textDigest(`${revisionId} ${processor} ${name}`, 'SHA-256');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-');
}

/** The labels of all distributed Maps of a state machine, as they are in this revision of it. */
export function mapLabels(machine: CompiledMachine, revisionId: string): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const { states } of machine.blocks) {
    for (const state of states.values()) {
      if (state.type !== 'Map' || state.distribution === undefined) continue;
      labels.add(mapLabel(state, state.distribution, revisionId));
    }
  }
  return labels;
}
