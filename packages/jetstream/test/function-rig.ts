import { Svcm, type Service } from '@nats-io/services';
import { connect as connectNats, type NatsConnection } from '@nats-io/transport-node';

import { connect } from '../src/connection/connect.ts';
import type { FunctionCall, FunctionCallOutcome, TaskFacts } from '../src/tasks/function-call.ts';
import { FunctionCaller } from '../src/tasks/function-caller.ts';
import type { CallWay } from '../src/tasks/open-call.ts';
import { BatchWorker, SingleWorker, type ScriptedWorker } from './scripted-worker.ts';

export const about: TaskFacts = {
  taskToken: 'token',
  executionArn: 'arn:aws:states:dallas:000000000000:execution:m:é',
  stateName: 'Größe prüfen',
  attempt: 2,
  deadline: 5_000,
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
};

/** Where the rig's server is. */
export interface RigServer {
  readonly url: string;
  readonly monitorUrl: string;
}

/** A caller of functions on one connection, and services under the test's control on another. */
export class FunctionRig implements AsyncDisposable {
  /** The connection of the services. */
  readonly bus: NatsConnection;
  readonly troubles: string[] = [];
  readonly #server: RigServer;
  readonly #cleanUp = new AsyncDisposableStack();
  #caller: FunctionCaller | undefined;

  private constructor(server: RigServer, bus: NatsConnection) {
    this.#server = server;
    this.bus = bus;
    this.#cleanUp.defer(() => bus.close());
  }

  static async start(server: RigServer): Promise<FunctionRig> {
    const bus = await connectNats({
      servers: server.url,
      name: 'workers',
      maxReconnectAttempts: -1,
      reconnectTimeWait: 50,
    });
    const rig = new FunctionRig(server, bus);
    rig.#caller = await rig.newCaller(server.url);
    return rig;
  }

  /** Another caller, for instance behind a proxy. */
  async newCaller(url: string): Promise<FunctionCaller> {
    const connection = this.#cleanUp.use(await connect({ servers: [url], name: 'caller' }));
    return this.#cleanUp.use(new FunctionCaller(connection, (message) => this.troubles.push(message)));
  }

  call(
    functionName: string,
    rest: Partial<FunctionCall> = {},
    by: FunctionCaller | undefined = this.#caller,
  ): Promise<FunctionCallOutcome> {
    if (by === undefined) throw new Error('the rig was not started');
    const signal = new AbortController().signal;
    return by.call({ functionName, payload: { frame: 7 }, about, signal, ...rest });
  }

  /** A micro service as any tooling makes it, which knows nothing of Edgestep. */
  async addService(
    name: string,
    subject: string,
    handler: (input: unknown) => unknown,
    endpoint = 'main',
  ): Promise<Service> {
    const service = await new Svcm(this.bus).add({ name, version: '1.0.0' });
    service.addEndpoint(endpoint, {
      subject,
      handler: (_error, message) => {
        try {
          message.respond(JSON.stringify(handler(message.json())));
        } catch (error) {
          message.respondError(418, error instanceof Error ? error.message : String(error));
        }
      },
    });
    await this.bus.flush();
    return service;
  }

  /** A worker that speaks the whole protocol, under the control of the test. It gets single requests. */
  async scripted(functionName: string): Promise<SingleWorker> {
    const worker = new SingleWorker(this.bus, functionName);
    await this.bus.flush();
    return worker;
  }

  /** One that gets batches from `by`: it has told it so. Only attempt 0 comes that way. */
  async scriptedForBatches(
    functionName: string,
    by: FunctionCaller | undefined = this.#caller,
  ): Promise<BatchWorker> {
    const worker = new BatchWorker(this.bus, functionName);
    await this.bus.flush();
    await this.call(functionName, {}, by);
    return worker;
  }

  /** The worker and the calls of one of the two ways, for specifications that hold for both. */
  async scriptedFor(way: CallWay, functionName: string, by?: FunctionCaller): Promise<ScriptedWorker> {
    return way === 'single' ? this.scripted(functionName) : this.scriptedForBatches(functionName, by);
  }

  callBy(
    way: CallWay,
    functionName: string,
    rest: Partial<FunctionCall> = {},
    by?: FunctionCaller,
  ): Promise<FunctionCallOutcome> {
    const attempt = way === 'single' ? 1 : 0;
    return this.call(functionName, { about: { ...about, attempt }, ...rest }, by);
  }

  /** How many messages the server has got so far. */
  async messagesIn(): Promise<number> {
    const response = await fetch(`${this.#server.monitorUrl}/varz`);
    const varz = (await response.json()) as { readonly in_msgs: number };
    return varz.in_msgs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cleanUp.disposeAsync();
  }
}
