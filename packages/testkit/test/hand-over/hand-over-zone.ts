import { connect, FunctionCaller, type FunctionCallOutcome } from '@edgestep/jetstream';
import { silentLog, startWorker, type TaskContext, type Worker } from '@edgestep/sdk';

import { startNatsServer, type NatsTestServer } from '../../src/nats/nats-test-server.ts';
import { startLinkProxy, type LinkProxy } from '../../src/nats/link-proxy.ts';
import type { SeededRandom } from '../reliability/seeded-random.ts';

/** What a task of the zone is given; its handler gives `id` back. */
export interface HandOverTask {
  readonly id: number;
  readonly kind: 'quick' | 'soon' | 'slow' | 'failing';
}

const BEAT_INTERVAL_MS = 150;
const BACKOFF = { baseMs: 10, capMs: 100 };
const RETRY_MS = 25;

interface WorkerPlace {
  readonly worker: Worker;
  readonly proxy: LinkProxy;
}

/** A caller and some workers, each behind a link of its own that can be cut. */
export class HandOverZone implements AsyncDisposable {
  readonly #cleanUp = new AsyncDisposableStack();
  readonly #server: NatsTestServer;
  readonly #places: WorkerPlace[] = [];
  #callerProxy: LinkProxy | undefined;
  #caller: FunctionCaller | undefined;

  private constructor(server: NatsTestServer) {
    this.#server = this.#cleanUp.use(server);
  }

  static async start(workers: number): Promise<HandOverZone> {
    const zone = new HandOverZone(await startNatsServer());
    zone.#callerProxy = zone.#cleanUp.use(await startLinkProxy(zone.#server.place.port));
    const connection = await connect({ servers: [zone.#callerProxy.url], name: 'caller' });
    zone.#caller = zone.#cleanUp.use(new FunctionCaller(zone.#cleanUp.use(connection)));
    for (let count = 0; count < workers; count += 1) await zone.addWorker();
    return zone;
  }

  /** Tasks that the workers hold, those included that were cut off for good. */
  get held(): number {
    return this.#places.reduce((sum, { worker }) => sum + worker.tasks, 0);
  }

  async addWorker(): Promise<void> {
    const proxy = this.#cleanUp.use(await startLinkProxy(this.#server.place.port));
    const worker = await startWorker({
      servers: proxy.url,
      functions: { work },
      concurrency: 16,
      waitingMax: 8,
      beatIntervalMs: BEAT_INTERVAL_MS,
      backoff: BACKOFF,
      drainTimeoutMs: 100,
      log: silentLog,
    });
    this.#cleanUp.use(worker);
    this.#places.push({ worker, proxy });
  }

  /** Hands a task out until it has a result, as a node does. */
  async handOut(task: HandOverTask, signal: AbortSignal): Promise<FunctionCallOutcome> {
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.#call(task, attempt, signal);
      if (outcome.kind !== 'lost' && outcome.kind !== 'no-worker') return outcome;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  /** One thing that goes wrong. What is cut comes back by `heal`. */
  async disturb(random: SeededRandom): Promise<void> {
    const place = random.pick(this.#places);
    switch (
      random.weighted({ cutCaller: 2, cutWorker: 3, muteWorker: 1, replaceWorker: 2, drainWorker: 1 })
    ) {
      case 'cutCaller':
        return this.#callerProxy?.cut();
      case 'cutWorker':
        return place.proxy.cut();
      case 'muteWorker':
        return place.proxy.mute();
      case 'replaceWorker':
        place.proxy.cut();
        await place.proxy[Symbol.asyncDispose]();
        return this.#replace(place);
      case 'drainWorker':
        void place.worker.drain();
        return this.#replace(place);
    }
  }

  heal(): void {
    this.#callerProxy?.restore();
    for (const { proxy } of this.#places) proxy.restore();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cleanUp.disposeAsync();
  }

  async #replace(place: WorkerPlace): Promise<void> {
    this.#places.splice(this.#places.indexOf(place), 1);
    await this.addWorker();
  }

  #call(task: HandOverTask, attempt: number, signal: AbortSignal): Promise<FunctionCallOutcome> {
    if (this.#caller === undefined) throw new Error('the zone was not started');
    const about = {
      taskToken: `token-${task.id}`,
      executionArn: 'arn:aws:states:z:0:execution:m:e',
      attempt,
    };
    const payload = { ...task };
    return this.#caller.call({
      functionName: 'work',
      payload,
      about: { ...about, stateName: 'Work' },
      signal,
    });
  }
}

function work({ id, kind }: HandOverTask, task: TaskContext): unknown {
  switch (kind) {
    case 'quick':
      return { id };
    case 'soon':
      return new Promise((resolve) => setImmediate(() => resolve({ id })));
    case 'slow':
      task.heartbeat();
      return new Promise((resolve) => setTimeout(() => resolve({ id }), 200));
    case 'failing':
      throw new RangeError(`task ${id}`);
  }
}
