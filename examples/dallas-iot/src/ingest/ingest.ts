import mqtt, { type MqttClient } from 'mqtt';

import { ALL_DEVICES, parseDeviceTopic } from '../device/topics.ts';
import { WindowCollector, type CollectorOptions, type MessageWindow } from './window-collector.ts';

export interface IngestOptions {
  readonly mqttUrl: string;
  /** Only messages of this run of the devices. */
  readonly boot: string;
  readonly windows: CollectorOptions;
  /** How long a device whose connection broke may take to come back, before its windows are closed. */
  readonly offlineGraceMs: number;
  /** Takes a closed window. It is called for one window after the other, in order. */
  readonly onWindow: (window: MessageWindow) => Promise<void>;
}

/** What came in, when all devices have ended. */
export interface IngestResult {
  readonly messages: number;
  readonly repeated: number;
  readonly late: number;
}

/**
 * Listens to the devices of a zone and hands their messages on in windows. The session is durable (QoS 1, not
 * clean): what devices publish while the broker or this connection restarts is delivered afterwards.
 */
export class Ingest implements AsyncDisposable {
  readonly #options: IngestOptions;
  readonly #client: MqttClient;
  readonly #collectors = new Map<string, WindowCollector>();
  readonly #ended = Promise.withResolvers<void>();
  #queue: Promise<void> = Promise.resolve();
  #messages = 0;
  #offline: NodeJS.Timeout | undefined;

  private constructor(options: IngestOptions, client: MqttClient) {
    this.#options = options;
    this.#client = client;
  }

  static async start(options: IngestOptions): Promise<Ingest> {
    const clientId = `ingest-${options.boot}`;
    const client = await mqtt.connectAsync(options.mqttUrl, { clientId, clean: false, reconnectPeriod: 200 });
    const ingest = new Ingest(options, client);
    client.on('message', (topic, payload) => ingest.#take(topic, payload.toString('utf8')));
    await client.subscribeAsync(ALL_DEVICES, { qos: 1 });
    return ingest;
  }

  /** Resolves when the device has said that it is through, or stays away, and all its windows were taken. */
  async ended(signal: AbortSignal): Promise<IngestResult> {
    const aborted = Promise.withResolvers<never>();
    const onAbort = (): void => aborted.reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await Promise.race([this.#ended.promise, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
    const collectors = [...this.#collectors.values()];
    return {
      messages: this.#messages,
      repeated: collectors.reduce((sum, collector) => sum + collector.repeated, 0),
      late: collectors.reduce((sum, collector) => sum + collector.late, 0),
    };
  }

  #take(topic: string, text: string): void {
    const source = parseDeviceTopic(topic);
    if (source === undefined || source.boot !== this.#options.boot) return;
    const collector = this.#collectorOf(source.room);
    clearTimeout(this.#offline);
    if (source.kind === 'readings') {
      this.#messages += 1;
      this.#handOn(collector.add(text));
    } else if (text === 'done') {
      this.#end(collector);
    } else if (text === 'offline') {
      this.#offline = setTimeout(() => this.#end(collector), this.#options.offlineGraceMs);
    }
  }

  #end(collector: WindowCollector): void {
    this.#handOn(collector.flush());
    this.#queue.then(this.#ended.resolve, this.#ended.reject);
  }

  #collectorOf(room: string): WindowCollector {
    let collector = this.#collectors.get(room);
    if (collector === undefined) {
      collector = new WindowCollector(room, this.#options.boot, this.#options.windows);
      this.#collectors.set(room, collector);
    }
    return collector;
  }

  #handOn(windows: readonly MessageWindow[]): void {
    for (const window of windows) this.#queue = this.#queue.then(() => this.#options.onWindow(window));
    this.#queue.catch(this.#ended.reject);
  }

  /** Closes the connection, and the durable session with it. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#offline);
    await this.#client.endAsync();
    const { clientId } = this.#client.options;
    const last = await mqtt.connectAsync(this.#options.mqttUrl, {
      ...(clientId === undefined ? {} : { clientId }),
      clean: true,
    });
    await last.endAsync();
  }
}
