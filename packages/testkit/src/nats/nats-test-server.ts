import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePorts } from '@edgestep/cli';
import { hubServerConfig } from '@edgestep/jetstream';

import { natsServerBinary } from './nats-server-binary.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';

/** Where a test server may live: a directory of its own and ports that nobody uses. */
export interface ServerPlace {
  readonly dir: string;
  readonly port: number;
  readonly monitorPort: number;
  readonly leafPort: number;
  readonly mqttPort: number;
}

/** Writes a server's configuration for a place. */
export type ConfigAt = (place: ServerPlace) => string;

/** A real nats-server for tests. Its data outlives `stop` and `kill`, until it is disposed of. */
export class NatsTestServer implements AsyncDisposable {
  readonly place: ServerPlace;
  readonly url: string;
  readonly monitorUrl: string;
  readonly leafUrl: string;
  readonly #binary: string;
  readonly #configFile: string;
  #process: ServerProcess | undefined;

  constructor(place: ServerPlace, binary: string, configFile: string, first: ServerProcess) {
    this.place = place;
    this.url = `nats://127.0.0.1:${place.port}`;
    this.monitorUrl = `http://127.0.0.1:${place.monitorPort}`;
    this.leafUrl = `nats://127.0.0.1:${place.leafPort}`;
    this.#binary = binary;
    this.#configFile = configFile;
    this.#process = first;
  }

  /** The id of the process; 0 while it is stopped. */
  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Ends it in good order. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Ends it as a crash would: `kill -9`. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Starts it again, on the same ports and the same data; stops it first when it runs. */
  async restart(): Promise<void> {
    await this.stop();
    this.#process = await startServerProcess(this.#binary, this.#configFile, this.place.port);
  }

  /** Freezes it: connections stay open and nothing answers, until `resume`. */
  pause(): void {
    if (this.#process !== undefined) process.kill(this.#process.pid, 'SIGSTOP');
  }

  resume(): void {
    if (this.#process !== undefined) process.kill(this.#process.pid, 'SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.resume();
    await this.#end('SIGKILL');
    await rm(this.place.dir, { recursive: true, force: true });
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    await running?.end(signal);
  }
}

/** Starts a nats-server with JetStream on free ports of the loopback address, ready to be used. */
export async function startNatsServer(configAt: ConfigAt = standaloneConfig): Promise<NatsTestServer> {
  const binary = await natsServerBinary();
  const place = await newPlace();
  const configFile = join(place.dir, 'nats-server.conf');
  await writeFile(configFile, configAt(place));
  try {
    const first = await startServerProcess(binary, configFile, place.port);
    return new NatsTestServer(place, binary, configFile, first);
  } catch (error) {
    await rm(place.dir, { recursive: true, force: true });
    throw error;
  }
}

async function newPlace(): Promise<ServerPlace> {
  const dir = await mkdtemp(join(tmpdir(), 'edgestep-nats-'));
  const [port = 0, monitorPort = 0, leafPort = 0, mqttPort = 0] = await freePorts(4);
  return { dir, port, monitorPort, leafPort, mqttPort };
}

function standaloneConfig(place: ServerPlace): string {
  return hubServerConfig({ ...place, storeDir: join(place.dir, 'data'), durability: 'relaxed' });
}
