import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A real nats-server with an MQTT port, as a zone has it; it keeps what it stored over `restart`. */
export interface MqttServer extends AsyncDisposable {
  readonly mqttUrl: string;
  /** Kills the server (SIGKILL) and starts it again on the same ports and files. */
  restart(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export async function startMqttServer(): Promise<MqttServer> {
  const folder = await mkdtemp(join(tmpdir(), 'edgestep-mqtt-'));
  const [port, mqttPort] = [await freePort(), await freePort()];
  const config = join(folder, 'server.conf');
  await writeFile(
    config,
    `server_name: test
listen: "127.0.0.1:${port}"
jetstream { store_dir: "${folder}", domain: test, sync_interval: always }
mqtt { listen: "127.0.0.1:${mqttPort}" }
`,
  );
  let stop = await startServer(config, mqttPort);
  return {
    mqttUrl: `mqtt://127.0.0.1:${mqttPort}`,
    async restart() {
      await stop();
      stop = await startServer(config, mqttPort);
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startServer(config: string, mqttPort: number): Promise<() => Promise<void>> {
  const args = [join(ROOT, 'scripts/setup.mjs'), '--print', 'nats-server'];
  const binary = execFileSync(process.execPath, args, { encoding: 'utf8' }).trim();
  const child = spawn(binary, ['--config', config], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  for (let tries = 0; tries < 500 && child.exitCode === null; tries += 1) {
    if (await accepts(mqttPort)) return stop;
    await delay(20);
  }
  await stop();
  throw new Error('nats-server does not accept MQTT connections');
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
