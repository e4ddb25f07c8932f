import { parseJson, type CommandAnswer, type ExecutionCommand } from '@edgestep/shared';

import type { Scheduler } from '../core/scheduler.ts';
import type { SeededRandom } from '../core/seeded-random.ts';
import type { SimulatedNetwork } from '../core/simulated-network.ts';
import { SimulatedProcess } from '../core/simulated-process.ts';
import type { SimulatedNode } from '../node/simulated-node.ts';
import type { Trace } from '../core/trace.ts';
import type { Truth } from '../truth/truth.ts';
import type { Witness } from '../truth/witness.ts';

export interface ApiCallerOptions {
  readonly scheduler: Scheduler;
  readonly network: SimulatedNetwork;
  readonly random: SeededRandom;
  readonly witness: Witness;
  readonly truth: Truth;
  readonly trace: Trace;
  readonly nodes: () => readonly SimulatedNode[];
}

const ANSWER_TIMEOUT_MS = 8_000;
const AGAIN_MS = 250;

/** Calls the API of whatever node is there, and repeats a call until its answer is final. */
export class ApiCaller {
  readonly #options: ApiCallerOptions;
  readonly #process: SimulatedProcess;
  #calls = 0;
  #outstanding = 0;

  constructor(options: ApiCallerOptions, name: string) {
    this.#options = options;
    this.#process = new SimulatedProcess(name);
  }

  /** Calls that have no final answer yet. */
  get outstanding(): number {
    return this.#outstanding;
  }

  /** Takes a command to the API, again and again until it is accepted or refused. */
  async call(command: ExecutionCommand): Promise<CommandAnswer> {
    const { scheduler, witness, trace } = this.#options;
    this.#calls += 1;
    this.#outstanding += 1;
    const id = this.#calls;
    const invokedAt = scheduler.steps;
    const { name: client } = this.#process;
    for (let attempts = 1; ; attempts += 1) {
      const answer = await this.#once(command);
      if (answer !== undefined && !isPassing(answer)) {
        const outcome = answer.kind === 'accepted' ? 'accepted' : answer.reason;
        trace.note(
          `${client} ${command.kind} ${command.executionArn}: ${outcome} ${answer.kind === 'accepted' ? answer.sequence : ''} steps ${invokedAt}-${scheduler.steps}`,
        );
        const call = { id, client, command, invokedAt, answeredAt: scheduler.steps, attempts, answer };
        this.#outstanding -= 1;
        witness.see({ kind: 'answered', call });
        return answer;
      }
      await this.#sleep(AGAIN_MS);
    }
  }

  /** A worker's report, which nobody waits for. A heartbeat is told once. */
  report(command: ExecutionCommand): void {
    void (command.kind === 'HeartbeatTask' ? this.#once(command) : this.call(command));
  }

  /** A DescribeExecution, asked once: without an answer there is nothing to check. */
  async describe(executionArn: string): Promise<void> {
    const { scheduler, network, witness, truth, trace } = this.#options;
    const node = this.#node();
    if (node === undefined) return;
    const invokedAt = scheduler.steps;
    const described = await network.ask(this.#process, node.process, ANSWER_TIMEOUT_MS, () =>
      // A fault is an answer of 500: it shows nothing.
      node.describe(executionArn).catch(() => undefined),
    );
    if (described === undefined) return;
    const lastSequence = truth.lastSequence(truth.partitionOf(executionArn));
    const times = { invokedAt, answeredAt: scheduler.steps, lastSequence };
    const { name: client } = this.#process;
    trace.note(
      `${client} reads ${executionArn} at ${node.process.name}: ${described.isBehindBarrier} ${described.details?.status} steps ${invokedAt}-${scheduler.steps}`,
    );
    witness.see({ kind: 'read', read: { client, executionArn, ...times, ...described } });
  }

  async #once(command: ExecutionCommand): Promise<CommandAnswer | undefined> {
    const node = this.#node();
    if (node === undefined) return undefined;
    const text = JSON.stringify(command);
    return this.#options.network.ask(this.#process, node.process, ANSWER_TIMEOUT_MS, () =>
      node.submit(parseJson(text) as unknown as ExecutionCommand),
    );
  }

  #node(): SimulatedNode | undefined {
    const nodes = this.#options.nodes();
    return nodes.length === 0 ? undefined : this.#options.random.pick(nodes);
  }

  #sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => void this.#options.scheduler.after(delayMs, this.#process, resolve));
  }
}

function isPassing(answer: CommandAnswer): boolean {
  if (answer.kind === 'accepted') return false;
  return answer.reason === 'partition-unavailable' || answer.reason === 'partition-moved';
}
