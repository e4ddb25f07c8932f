import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP proxy that fails on command: what a network does to a link, done to it on purpose. */
export class LinkProxy implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;
  readonly #links = new Set<{ readonly near: Socket; readonly far: Socket }>();
  #isMute = false;
  #isDown = false;
  #isHeld = false;

  constructor(server: Server, targetPort: number) {
    this.#server = server;
    this.url = `nats://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (near) => this.#link(near, targetPort));
  }

  /** From now on everything goes through to the server, and nothing that it says comes back. */
  mute(): void {
    this.#isMute = true;
  }

  /** Ends all links, and lets no new ones through until `restore`. */
  cut(): void {
    this.#isDown = true;
    for (const { near, far } of this.#links) {
      near.destroy();
      far.destroy();
    }
  }

  /** From now on what clients send waits here, until `restore` passes it on. */
  hold(): void {
    this.#isHeld = true;
    for (const { near } of this.#links) near.pause();
  }

  /** Works again as it should. */
  restore(): void {
    this.#isDown = false;
    this.#isMute = false;
    this.#isHeld = false;
    for (const { near } of this.#links) near.resume();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  #link(near: Socket, targetPort: number): void {
    if (this.#isDown) {
      near.destroy();
      return;
    }
    const far = connect(targetPort, '127.0.0.1');
    const link = { near, far };
    this.#links.add(link);
    near.on('data', (chunk) => far.write(chunk));
    if (this.#isHeld) near.pause();
    far.on('data', (chunk) => {
      if (!this.#isMute) near.write(chunk);
    });
    for (const socket of [near, far]) {
      socket.setNoDelay();
      // A reset is what this proxy is for; 'close' follows.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#links.delete(link);
        near.destroy();
        far.destroy();
      });
    }
  }
}

/** Puts a proxy before a server's port, on a free port of the loopback address. */
export async function startLinkProxy(targetPort: number): Promise<LinkProxy> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new LinkProxy(server, targetPort);
}
