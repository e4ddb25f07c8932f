import type { ActivityRecord, DefinitionRecord, RevisionRecord, StateMachineRecord } from '@edgestep/shared';
import { activityKey, revisionKey, stateMachineKey } from '@edgestep/shared';

import type { RegistryChange } from '../src/registry-change.ts';
import type { RegistryContext } from '../src/registry-context.ts';
import type { RegistryView } from '../src/registry-view.ts';

/** A registry in memory: decisions are applied to it as the control plane applies them to the bucket. */
export function memoryRegistry() {
  const records = new Map<string, DefinitionRecord>();
  let ids = 0;
  let now = Date.UTC(2026, 0, 1);
  const of = <T extends DefinitionRecord>(kind: T['kind']): T[] =>
    [...records.values()].filter((record): record is T => record.kind === kind);
  const view: RegistryView = {
    stateMachine: (name) => records.get(stateMachineKey(name)) as StateMachineRecord | undefined,
    revision: (id) => records.get(revisionKey(id)) as RevisionRecord | undefined,
    activity: (name) => records.get(activityKey(name)) as ActivityRecord | undefined,
    stateMachines: () => of<StateMachineRecord>('state-machine'),
    activities: () => of<ActivityRecord>('activity'),
  };
  const context = (): RegistryContext => ({
    now: (now += 1_000),
    region: 'dallas',
    account: '000000000000',
    uuid: () => `00000000-0000-0000-0000-${String((ids += 1)).padStart(12, '0')}`,
  });
  return {
    view,
    context,
    /** Decides, applies the writes, and answers. */
    do<Request, Response>(
      operation: (view: RegistryView, request: Request, context: RegistryContext) => RegistryChange<Response>,
      request: Request,
    ): Response {
      const { writes, response } = operation(view, request, context());
      for (const write of writes) {
        if (write.kind === 'put') records.set(write.key, write.record);
        else records.delete(write.key);
      }
      return response;
    },
  };
}

export const ROLE = 'arn:aws:iam::000000000000:role/test';

/** A definition with one Pass state; `result` makes different ones. */
export function passDefinition(result: string): string {
  return JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Result: result, End: true } } });
}
