import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { startLinkProxy, type LinkProxy } from '../../../src/nats/link-proxy.ts';
import { untilReplaced, zoneOf, type Fault, type FaultTargets } from './fault.ts';

/** The way from a zone's servers to the hub, through a proxy that can be cut. */
export interface HubLink extends AsyncDisposable {
  readonly proxy: LinkProxy;
}

const CUT_MS = [1_000, 20_000] as const;

/**
 * Puts a proxy between the zone's servers and the hub: their configurations are changed, and they are started again
 * one after the other.
 */
export async function openHubLink(targets: FaultTargets): Promise<HubLink> {
  const { servers } = zoneOf(targets);
  const zoneDir = join(targets.dataDir, 'zones', targets.zone);
  let proxy: LinkProxy | undefined;
  for (const [index, { name, pid }] of servers.entries()) {
    const dir = servers.length === 1 ? zoneDir : join(zoneDir, `server-${index + 1}`);
    const file = join(dir, 'nats-server.conf');
    const text = await readFile(file, 'utf8');
    const url = /"nats:\/\/[^"@]+@127\.0\.0\.1:(\d+)"/.exec(text);
    if (url?.[1] === undefined) throw new Error(`${file} names no link to the hub`);
    proxy ??= await startLinkProxy(Number(url[1]));
    const around = url[0].replace(`:${url[1]}"`, `:${new URL(proxy.url).port}"`);
    await writeFile(file, text.replace(url[0], around));
    process.kill(pid, 'SIGKILL');
    await untilReplaced(
      targets,
      ({ zones }) => zones[targets.zone]?.servers.find((each) => each.name === name)?.pid,
      pid,
    );
  }
  if (proxy === undefined) throw new Error('the zone has no servers');
  const opened = proxy;
  return { proxy: opened, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

/** Cuts the link, or lets it fall silent with its connections open; and makes it whole again. */
export const cutHubLink: Fault = async ({ hubLink }, random) => {
  if (hubLink === undefined) throw new Error('the link was not put through a proxy');
  const cutMs = Math.round(random.between(...CUT_MS));
  const isSilent = random.next() < 0.3;
  if (isSilent) hubLink.proxy.mute();
  else hubLink.proxy.cut();
  const restore = async () => {
    await delay(cutMs);
    hubLink.proxy.restore();
  };
  return { what: `link to the hub ${isSilent ? 'silent' : 'cut'} for ${cutMs} ms`, healed: restore() };
};
