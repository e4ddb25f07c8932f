import { describe, expect, it } from 'vitest';

import { stopOrphans, type OpenChild } from './orphan-sweep.ts';

const child = (executionArn: string, mapRunArn: string): OpenChild => ({ executionArn, mapRunArn });

describe('the sweep over children of Map Runs', () => {
  it('stops those whose run is over, and asks for each run once', async () => {
    const asked: string[] = [];
    const stopped: string[] = [];
    await stopOrphans({
      openChildren: () => [child('a', 'over'), child('b', 'open'), child('c', 'over')],
      isOver: async (mapRunArn) => {
        asked.push(mapRunArn);
        return mapRunArn === 'over';
      },
      stop: async (executionArn) => stopped.push(executionArn),
      onStopped: () => {},
    });
    expect(stopped).toEqual(['a', 'c']);
    expect(asked).toEqual(['over', 'open']);
  });
});
