import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { describe, expect, it } from 'vitest';

const PROGRAM = `
  import { keepMemoryReducerAwake } from ${JSON.stringify(new URL('./keep-memory-reducer-awake.ts', import.meta.url).href)};
  keepMemoryReducerAwake();
  let busy = Array.from({ length: 400_000 }, (_, index) => ({ index }));
  busy = undefined;
  process.stdin.resume();
`;

/** V8's own tracing of its memory reducer, which looks every 200 ms here instead of every 8 s. */
const FLAGS = [
  '--conditions=source',
  '--trace-memory-reducer',
  '--gc-memory-reducer-start-delay-ms=200',
  '--input-type=module',
];

describe('an idle process', () => {
  it('is seen to be idle by V8, which then collects what was left from busier times', async () => {
    const child = spawn(process.execPath, [...FLAGS, '--eval', PROGRAM], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      let trace = '';
      child.stdout.on('data', (chunk: Buffer) => (trace += chunk.toString()));
      await expect.poll(() => trace, { timeout: 60_000 }).toMatch(/low alloc[^]*finished GC/);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  }, 90_000);
});
