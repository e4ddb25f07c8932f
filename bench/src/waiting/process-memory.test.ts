import { describe, expect, it } from 'vitest';

import { readProcessMemory } from './process-memory.ts';

describe('the memory of a process', () => {
  it('is what the kernel says', async () => {
    const { residentMiB, fileMiB, peakMiB } = await readProcessMemory(process.pid);
    expect(fileMiB).toBeGreaterThan(1);
    expect(residentMiB).toBeGreaterThan(fileMiB);
    expect(peakMiB).toBeGreaterThanOrEqual(residentMiB);
  });

  it('can not be read of a process that there is none of', async () => {
    await expect(readProcessMemory(2 ** 22 + 1)).rejects.toThrow('ENOENT');
  });
});
