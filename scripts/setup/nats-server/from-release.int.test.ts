import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchRelease } from './from-release.mjs';

const folder = mkdtempSync(join(tmpdir(), 'edgestep-release-'));
const target = join(folder, 'bin', 'nats-server');

/** An archive laid out as the official ones; its program answers only `--version`. */
function archiveOf(version: string): Buffer {
  const name = `nats-server-v${version}-linux-amd64`;
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'nats-server'), `#!/bin/sh\necho "nats-server: v${version}"\n`);
  execFileSync('tar', ['-czf', `${name}.tar.gz`, name], { cwd: folder });
  return readFileSync(join(folder, `${name}.tar.gz`));
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

describe('a nats-server from a release archive', () => {
  const [good, old] = [archiveOf('2.14.5'), archiveOf('2.9.10')];
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const found = { '/good.tar.gz': good, '/old.tar.gz': old }[request.url ?? ''];
      response.writeHead(found === undefined ? 404 : 200).end(found);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('is refused when its checksum is not the pinned one, and leaves nothing behind', async () => {
    const result = await fetchRelease(`${url}/good.tar.gz`, sha256(old), target);
    expect(result).toMatchObject({ kind: 'failed', reason: expect.stringContaining('not the pinned') });
    expect(readdirSync(join(folder, 'bin'))).toEqual([]);
  });

  it('is refused when it is too old', async () => {
    const result = await fetchRelease(`${url}/old.tar.gz`, sha256(old), target);
    expect(result).toMatchObject({ kind: 'failed', reason: expect.stringContaining('version 2.9.10') });
    expect(existsSync(target)).toBe(false);
  });

  it('is put in its place when it is what was pinned', async () => {
    const result = await fetchRelease(`${url}/good.tar.gz`, sha256(good), target);
    expect(result).toEqual({ kind: 'found', path: target, version: '2.14.5' });
    expect(readdirSync(join(folder, 'bin'))).toEqual(['nats-server']);
  });

  it('fails with the reason when the host does not have it or does not answer', async () => {
    const missing = await fetchRelease(`${url}/missing.tar.gz`, sha256(good), target);
    expect(missing).toMatchObject({ kind: 'failed', reason: expect.stringContaining('HTTP status 404') });
    const refused = await fetchRelease('http://127.0.0.1:1/good.tar.gz', sha256(good), target);
    expect(refused).toMatchObject({ kind: 'failed', reason: expect.stringContaining('fetch failed') });
  });
});
