import { describe, expect, it } from 'vitest';

import { AppendStalls } from './append-stalls.ts';

describe('appends that do not get through', () => {
  it('are told of when it lasts, with the newest reason, until they do', () => {
    const stalls = new AppendStalls();
    stalls.trouble(3, 'no acknowledgement came', 1_000);
    stalls.trouble(4, 'no acknowledgement came', 1_000);
    stalls.over(4);
    stalls.trouble(3, 'insufficient resources', 5_000);
    expect(stalls.stalled(5_999)).toEqual([]);
    expect(stalls.stalled(8_500)).toEqual([
      expect.stringMatching(
        /^partition 3 has written nothing for 7 s \(insufficient resources\); if the disk/,
      ),
    ]);
    stalls.over(3);
    expect(stalls.stalled(60_000)).toEqual([]);
  });
});
