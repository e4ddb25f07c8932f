import { activityOfferSubject } from '@edgestep/shared';
import { startLinkProxy, startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { encodeMessage, type ActivityTask } from './activity-messages.ts';
import { ActivityOffers } from './activity-offers.ts';
import { ActivityPollers } from './activity-pollers.ts';

const forEver = new AbortController().signal;
const LONG_MS = 20_000;

let server: NatsTestServer;
let owner: Connection;
let offers: ActivityOffers;
let cleanUp: AsyncDisposableStack;

beforeEach(async () => {
  cleanUp = new AsyncDisposableStack();
  server = cleanUp.use(await startNatsServer());
  owner = cleanUp.use(await connect({ servers: [server.url], name: 'owner' }));
  offers = cleanUp.use(new ActivityOffers(owner));
});

afterEach(() => cleanUp.disposeAsync());

async function node(url = server.url): Promise<ActivityPollers> {
  return cleanUp.use(new ActivityPollers(cleanUp.use(await connect({ servers: [url], name: 'node' }))));
}

const taskOf = (taskToken: string): ActivityTask => ({ taskToken, input: '{"document":7}' });

/** Offers a task, and tells who claimed it. */
function offer(token: string, signal = forEver, activity = 'approve') {
  const claims: (string | undefined)[] = [];
  const claim = async (workerName: string | undefined) => {
    claims.push(workerName);
    return taskOf(token);
  };
  return { claims, handedOver: offers.offer(activity, { claim }, signal) };
}

describe("an activity's task", () => {
  it('goes to a worker that waits already', async () => {
    const pollers = await node();
    const polled = pollers.poll('approve', 'ann', LONG_MS, forEver);
    const { claims, handedOver } = offer('t1');
    expect(await polled).toEqual(taskOf('t1'));
    await handedOver;
    expect(claims).toEqual(['ann']);
  });

  it('waits for a worker that comes later', async () => {
    const { handedOver } = offer('t1');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const pollers = await node();
    expect(await pollers.poll('approve', undefined, 1_000, forEver)).toEqual(taskOf('t1'));
    await handedOver;
  });

  it('goes to the workers of its own activity, whatever the name is made of', async () => {
    const pollers = await node();
    const name = 'prüfen. *>';
    const polled = pollers.poll(name, 'ann', LONG_MS, forEver);
    offer('wrong');
    offer('right', forEver, name);
    expect(await polled).toEqual(taskOf('right'));
  });

  it('goes to one worker, and each worker gets one, the oldest task first', async () => {
    const nodes = [await node(), await node()];
    const all = Array.from({ length: 40 }, (_, index) => offer(`t${index}`));
    const first = await nodes[0]!.poll('approve', 'a', LONG_MS, forEver);
    expect(first).toEqual(taskOf('t0'));
    const polls = Array.from({ length: 39 }, (_, index) =>
      nodes[index % 2]!.poll('approve', 'b', LONG_MS, forEver),
    );
    const tokens = (await Promise.all(polls)).map((task) => task?.taskToken);
    await Promise.all(all.map(({ handedOver }) => handedOver));
    expect(new Set(tokens).size).toBe(39);
    expect(all.flatMap(({ claims }) => claims)).toHaveLength(40);
  });

  it('is not swallowed by a poller that accepts and vanishes', async () => {
    const ghost = await connect({ servers: [server.url], name: 'ghost' });
    const answer = { kind: 'accept', handOverSubject: '_INBOX.ghost', workerName: 'ghost' } as const;
    ghost.nats.subscribe(activityOfferSubject('approve'), {
      queue: 'pollers',
      max: 1,
      callback: (_error, message) => {
        message.respond(encodeMessage(answer));
      },
    });
    await ghost.nats.flush();
    const { claims, handedOver } = offer('t1');
    await expect.poll(() => claims).toEqual(['ghost']);
    await ghost[Symbol.asyncDispose]();
    const pollers = await node();
    expect(await pollers.poll('approve', 'ann', LONG_MS, forEver)).toEqual(taskOf('t1'));
    await handedOver;
    expect(claims).toEqual(['ghost']);
  });

  it('is offered no more when it is not wanted any more, before the claim or by it', async () => {
    const stop = new AbortController();
    const withdrawn = offer('t1', stop.signal);
    stop.abort();
    await withdrawn.handedOver;
    const pollers = await node();
    const polled = pollers.poll('approve', 'ann', LONG_MS, forEver);
    await offers.offer('approve', { claim: async () => undefined }, forEver);
    const { handedOver } = offer('t3');
    expect(await polled).toEqual(taskOf('t3'));
    await handedOver;
    expect(withdrawn.claims).toEqual([]);
  });

  it('is claimed again when the claim failed', async () => {
    const pollers = await node();
    const polled = pollers.poll('approve', 'ann', LONG_MS, forEver);
    let tries = 0;
    const claim = async () => {
      tries += 1;
      if (tries === 1) throw new Error('the log is away');
      return taskOf('t1');
    };
    await offers.offer('approve', { claim }, forEver);
    expect(await polled).toEqual(taskOf('t1'));
    expect(tries).toBe(2);
  });

  it('finds its worker again after the server was killed', async () => {
    const pollers = await node();
    const polled = pollers.poll('approve', 'ann', LONG_MS, forEver);
    await server.kill();
    const { handedOver } = offer('t1');
    await server.restart();
    expect(await polled).toEqual(taskOf('t1'));
    await handedOver;
  });

  it('goes to another worker when the link of the first is frozen', async () => {
    const proxy = cleanUp.use(await startLinkProxy(server.place.port));
    const frozen = (await node(proxy.url)).poll('approve', 'frozen', 1_000, forEver);
    const pollers = await node();
    await owner.nats.flush();
    proxy.hold();
    const polled = pollers.poll('approve', 'ann', LONG_MS, forEver);
    const { handedOver } = offer('t1');
    expect(await polled).toEqual(taskOf('t1'));
    await handedOver;
    expect(await frozen).toBeUndefined();
  });
});

describe('a worker that polls', () => {
  it('gets nothing when its time is over, or when it goes away', async () => {
    const pollers = await node();
    expect(await pollers.poll('approve', 'ann', 50, forEver)).toBeUndefined();
    const stop = new AbortController();
    const polled = pollers.poll('approve', 'ann', LONG_MS, stop.signal);
    stop.abort();
    expect(await polled).toBeUndefined();
  });
});
