import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { freePorts, isFree } from './free-ports.ts';

const MODULE = fileURLToPath(new URL('./free-ports.ts', import.meta.url));

/** Asks for ports in a process of its own, which lives until its input ends. */
async function anotherProcess(): Promise<{ ports: readonly number[]; end(): Promise<void> }> {
  const asks = `const { freePorts } = await import(${JSON.stringify(MODULE)}); console.log(JSON.stringify(await freePorts(20)))`;
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--input-type=module',
      '--eval',
      `process.stdin.on('end', () => process.exit()).resume(); ${asks}`,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const end = async () => {
    child.stdin.end();
    await once(child, 'exit');
  };
  return { ports: JSON.parse(line) as number[], end };
}

const blockOf = (port: number) => port - (port % 16);

describe('free ports', () => {
  it('are handed out once, also to those who ask at the same time', async () => {
    const asked = await Promise.all(Array.from({ length: 30 }, () => freePorts(5)));
    expect(new Set(asked.flat()).size).toBe(150);
  });

  it('are nobody’s, and below the range of outgoing connections', async () => {
    for (const port of await freePorts(20)) {
      expect(await isFree(port)).toBe(true);
      expect(port).toBeGreaterThan(20_000);
      expect(port).toBeLessThan(32_000);
    }
  });

  it('are kept for the process that asked, by a block whose first port it binds, until it ends', async () => {
    const other = await anotherProcess();
    const blocks = [...new Set(other.ports.map(blockOf))];
    for (const first of blocks) expect(await isFree(first)).toBe(false);
    await other.end();
    for (const first of blocks) expect(await isFree(first)).toBe(true);
  });
});
