import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';

/** A process with a front door: argument 1 is its port; it prints the port that it has and answers with its pid. */
const PROGRAM = `
  import { createFrontDoor } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)};
  const door = await createFrontDoor({
    handlers: {},
    log: console,
    routes: [{ method: 'GET', path: '/pid', handle: async () => ({ status: 200, body: { kind: 'json', value: process.pid } }) }],
  });
  const { port } = await door.listen({ host: '127.0.0.1', port: Number(process.argv[1]), reusePort: true });
  console.log(port);
`;

const children: ChildProcess[] = [];

async function start(port: number): Promise<{ child: ChildProcess; port: number }> {
  const args = ['--conditions=source', '--input-type=module', '--eval', PROGRAM, '--', String(port)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, port: Number(line) };
}

/** Who answers; each time over a connection of its own, which the kernel gives to one of the processes. */
async function answeredBy(port: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/pid`, { headers: { connection: 'close' } });
  return (await response.json()) as number;
}

async function pidsOf(port: number, requests: number): Promise<ReadonlySet<number>> {
  const pids = new Set<number>();
  for (let request = 0; request < requests; request += 1) pids.add(await answeredBy(port));
  return pids;
}

describe('two processes on one port', () => {
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  it('share its connections, and one goes on alone when the other is killed', async () => {
    const first = await start(0);
    const second = await start(first.port);
    expect(second.port).toBe(first.port);
    expect(await pidsOf(first.port, 60)).toEqual(new Set([first.child.pid, second.child.pid]));

    const gone = once(first.child, 'exit');
    first.child.kill('SIGKILL');
    await gone;
    expect(await pidsOf(first.port, 30)).toEqual(new Set([second.child.pid]));

    const third = await start(first.port);
    expect(await pidsOf(first.port, 60)).toEqual(new Set([second.child.pid, third.child.pid]));
  });
});
