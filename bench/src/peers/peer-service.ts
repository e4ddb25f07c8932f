import type { Json } from '@edgestep/shared';

/** The workflows that every durable peer has: see `bench/peers`. */
export type PeerWorkflow = 'smallest' | 'chain';

/** A durable peer with its servers, and its handlers in a process of their own. Disposal ends all of it. */
export interface PeerService extends AsyncDisposable {
  /** Runs a workflow and answers its output when it has ended. */
  run(workflow: PeerWorkflow, input: Json): Promise<Json>;
}
