import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { environmentName, loadConfig } from './load-config.ts';
import { secret } from './secret.ts';
import { integer, listenAddress, natsServers, zoneName } from './setting.ts';

const schema = z.object({
  zone: zoneName(),
  listen: listenAddress(),
  natsUrl: natsServers(),
  replicas: integer(1, 5).default(1),
});

const good = {
  EDGESTEP_ZONE: 'dallas',
  EDGESTEP_LISTEN: '127.0.0.1:8083',
  EDGESTEP_NATS_URL: 'nats://127.0.0.1:4222',
};

const folders: string[] = [];

function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'edgestep-config-'));
  folders.push(folder);
  const path = join(folder, 'node.yaml');
  writeFileSync(path, text);
  return path;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('a configuration', () => {
  it('comes from the environment, with defaults for what is left out', async () => {
    expect(await loadConfig(schema, { env: good })).toEqual({
      zone: 'dallas',
      listen: { host: '127.0.0.1', port: 8083 },
      natsUrl: ['nats://127.0.0.1:4222'],
      replicas: 1,
    });
  });

  it('comes from a file, and the environment wins', async () => {
    const path = file('zone: los-angeles\nlisten: 127.0.0.1:1\nnatsUrl: nats://127.0.0.1:1\nreplicas: 3\n');
    expect(await loadConfig(schema, { env: { EDGESTEP_ZONE: 'dallas' }, file: path })).toMatchObject({
      zone: 'dallas',
      replicas: 3,
    });
  });

  it('names every wrong value at once, as it was given', async () => {
    const env = { ...good, EDGESTEP_ZONE: 'Los Angeles', EDGESTEP_LISTEN: 'here', EDGESTEP_REPLICAS: '9' };
    await expect(loadConfig(schema, { env })).rejects.toThrow(
      /EDGESTEP_ZONE: must be a zone name.*"Los Angeles"[\s\S]*EDGESTEP_LISTEN: must be HOST:PORT.*"here"[\s\S]*EDGESTEP_REPLICAS: must be a whole number from 1 to 5.*"9"/,
    );
  });

  it('names a secret that is wrong and does not quote it, wherever it was given', async () => {
    const withKey = z.object({ key: secret(z.string().startsWith('k', 'must begin with k').optional()) });
    const load = (env: Record<string, string>, text = '{}') => loadConfig(withKey, { env, file: file(text) });
    await expect(load({ EDGESTEP_KEY: 'hidden' })).rejects.toThrow(/EDGESTEP_KEY: must begin with k$/);
    await expect(load({}, 'key: hidden')).rejects.toThrow(/key \(in .*\): must begin with k$/);
    expect(await load({ EDGESTEP_KEY: 'known' })).toEqual({ key: 'known' });
  });

  it('names what is missing', async () => {
    await expect(loadConfig(schema, { env: {} })).rejects.toThrow(/EDGESTEP_ZONE: must name the zone/);
  });

  it('refuses a setting that there is not, so that a typing error is not taken for a default', async () => {
    const path = file('zone: dallas\nlisten: 127.0.0.1:1\nnatsUrl: nats://127.0.0.1:1\nreplica: 3\n');
    await expect(loadConfig(schema, { env: {}, file: path })).rejects.toThrow(
      /replica \(in .*\): there is no such setting/,
    );
  });

  it.each([
    ['a: [', /cannot be read/],
    ['- 1', /must hold a mapping/],
  ])('says what is wrong with the file %j', async (text, message) => {
    await expect(loadConfig(schema, { env: good, file: file(text) })).rejects.toThrow(message);
  });

  it('says so when there is no such file', async () => {
    await expect(loadConfig(schema, { env: good, file: 'no/such/file.yaml' })).rejects.toThrow(
      /cannot be read.*ENOENT/,
    );
  });
});

describe('the name of a setting in the environment', () => {
  it('is in capitals behind the product', () => {
    expect(environmentName('nodeId')).toBe('EDGESTEP_NODE_ID');
  });
});
