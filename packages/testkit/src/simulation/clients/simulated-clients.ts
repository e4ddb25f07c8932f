import type { Json, StartExecution } from '@edgestep/shared';

import type { Scheduler } from '../core/scheduler.ts';
import type { SeededRandom } from '../core/seeded-random.ts';
import type { ApiCaller } from './api-caller.ts';
import { drawInput, REVISIONS } from './machines.ts';

export interface ClientsOptions {
  readonly scheduler: Scheduler;
  readonly random: SeededRandom;
  readonly zone: string;
  readonly callers: readonly ApiCaller[];
  /** How many executions are started. */
  readonly executions: number;
  /** Starts, stops and redrives come within so many milliseconds. */
  readonly withinMs: number;
}

const STOP_CHANCE = 0.15;
const START_AGAIN_CHANCE = 0.3;
const OTHER_INPUT_CHANCE = 0.3;
const REDRIVE_CHANCE = 0.35;
const READS_EACH = 6;
/** Of these: a redrive is asked for again with its token, and again with another one. */
const REDRIVE_AGAIN_CHANCE = 0.5;

/** Users of the API: they start, stop and redrive executions, repeat themselves, and look at what became of them. */
export class SimulatedClients {
  readonly #options: ClientsOptions;
  readonly #started: string[] = [];
  #planned = 0;

  constructor(options: ClientsOptions) {
    this.#options = options;
  }

  /** The ARNs of executions whose start was accepted. */
  get started(): readonly string[] {
    return this.#started;
  }

  /** How much they will do yet, later. */
  get planned(): number {
    return this.#planned;
  }

  begin(): void {
    const { random, withinMs, executions } = this.#options;
    for (let index = 0; index < executions; index += 1) {
      this.#at(random.int(0, withinMs), () => this.#live(index));
    }
  }

  /** The life of one execution, as its clients see it. */
  #live(index: number): void {
    const { random } = this.#options;
    const start = this.#drawStart(index);
    void this.#start(start);
    if (random.chance(START_AGAIN_CHANCE)) this.#startAgain(start);
    for (let read = 0; read < READS_EACH; read += 1) {
      this.#at(random.int(1, 15_000), () => void this.#caller().describe(start.executionArn));
    }
    if (random.chance(STOP_CHANCE)) {
      this.#at(random.int(1, 6_000), () => void this.#stop(start.executionArn));
    }
    if (random.chance(REDRIVE_CHANCE)) {
      this.#at(random.int(2_000, 15_000), () => void this.#redrive(start.executionArn));
    }
  }

  async #start(start: StartExecution): Promise<void> {
    const caller = this.#caller();
    const answer = await caller.call(start);
    if (answer.kind !== 'accepted') return;
    this.#started.push(start.executionArn);
    await caller.describe(start.executionArn);
  }

  #startAgain(start: StartExecution): void {
    const { random } = this.#options;
    const isOther = random.chance(OTHER_INPUT_CHANCE);
    const command = isOther ? { ...start, input: 'another' } : start;
    this.#at(random.int(0, 4_000), () => void this.#caller().call(command));
  }

  async #stop(executionArn: string): Promise<void> {
    const caller = this.#caller();
    await caller.call({ kind: 'StopExecution', executionArn, error: 'Stopped', cause: 'by a client' });
    await caller.describe(executionArn);
  }

  async #redrive(executionArn: string): Promise<void> {
    const { random } = this.#options;
    const caller = this.#caller();
    const clientToken = random.uuid();
    const redrive = { kind: 'RedriveExecution', executionArn, redrivenBy: 'anonymous' } as const;
    await caller.call({ ...redrive, clientToken });
    await caller.describe(executionArn);
    if (!random.chance(REDRIVE_AGAIN_CHANCE)) return;
    const token = random.chance(0.5) ? clientToken : random.uuid();
    await this.#caller().call({ ...redrive, clientToken: token });
  }

  #drawStart(index: number): StartExecution {
    const { random, zone } = this.#options;
    const revisionId = random.pick(REVISIONS);
    const name = `${revisionId}-${index}`;
    const input: Json = drawInput((min, max) => random.int(min, max));
    return {
      kind: 'StartExecution',
      executionArn: `arn:aws:states:${zone}:000000000000:execution:${revisionId}:${name}`,
      name,
      stateMachineArn: `arn:aws:states:${zone}:000000000000:stateMachine:${revisionId}`,
      revisionId,
      type: 'STANDARD',
      roleArn: 'arn:aws:iam::000000000000:role/simulated',
      input,
      startedBy: 'anonymous',
    };
  }

  #caller(): ApiCaller {
    return this.#options.random.pick(this.#options.callers);
  }

  #at(delayMs: number, action: () => void): void {
    this.#planned += 1;
    this.#options.scheduler.after(delayMs, undefined, () => {
      this.#planned -= 1;
      action();
    });
  }
}
