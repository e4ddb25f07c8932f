import { describe, expect, it } from 'vitest';

import type { Frame } from '../frames/frame.ts';
import { medianBackground } from './background.ts';
import { exposureGain, foreground } from './foreground.ts';

const WIDTH = 20;
const HEIGHT = 10;

/** A grey road, with brighter pixels where told. */
function road(brightness: number, bright: (x: number, y: number) => boolean = () => false): Frame {
  const pixels = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) =>
    bright(at % WIDTH, Math.floor(at / WIDTH)) ? 220 : brightness,
  );
  return { width: WIDTH, height: HEIGHT, pixels };
}

const car = (x: number, y: number): boolean => x >= 5 && x < 11 && y >= 3 && y < 8;

describe('the background', () => {
  it('is what most frames show', () => {
    const frames = [road(100), road(100, car), road(100), road(100), road(100, car)];
    expect(medianBackground(frames)).toEqual(road(100));
  });

  it('needs a frame', () => {
    expect(() => medianBackground([])).toThrow('at least one frame');
  });
});

describe('the foreground', () => {
  it('is where the frame differs', () => {
    const { bits } = foreground(road(100, car), road(100));
    const set = Array.from(bits.entries()).filter(([, bit]) => bit === 1);
    // The four corners have too few neighbours and are rounded off.
    expect(set).toHaveLength(6 * 5 - 4);
    expect(set.every(([at]) => car(at % WIDTH, Math.floor(at / WIDTH)))).toBe(true);
  });

  it('does not mind that the whole picture got darker', () => {
    const darker = road(60, car);
    expect(exposureGain(darker, road(100))).toBeCloseTo(61 / 101);
    expect(foreground(darker, road(100)).bits).toEqual(foreground(road(100, car), road(100)).bits);
  });

  it('drops lone pixels, and keeps what is cut by the border', () => {
    const lone = foreground(
      road(100, (x, y) => x === 10 && y === 5),
      road(100),
    );
    expect(lone.bits.includes(1)).toBe(false);
    const cut = foreground(
      road(100, (x, y) => x > 8 && x < 14 && y < 2),
      road(100),
    );
    expect(cut.bits.slice(9, 14)).toEqual(Uint8Array.from([1, 1, 1, 1, 1]));
  });
});
