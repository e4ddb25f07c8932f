import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { startTestServer } from '../../test/nats-server.ts';
import { SingleCaller } from '../../test/single-caller.ts';

const program = fileURLToPath(new URL('../../test/programs/draining-worker.ts', import.meta.url));

describe('a worker process that is asked to end', () => {
  it('finishes what it runs, answers it and exits with 0', async () => {
    await using server = await startTestServer();
    await using caller = await SingleCaller.connect(server.url);
    const child = spawn(process.execPath, ['--conditions=source', program], {
      env: { ...process.env, NATS_URL: server.url },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const exited = once(child, 'exit');
    let log = '';
    child.stderr.on('data', (chunk) => (log += String(chunk)));
    await expect.poll(() => log, { timeout: 10_000 }).toContain('the worker takes tasks');
    const task = caller.handOut('work', '{}');
    await task.until('accepted');
    child.kill('SIGTERM');
    expect((await task.answer).json()).toBe('finished');
    expect(await exited).toEqual([0, null]);
  });
});
