import sharp from 'sharp';

import type { Frame } from './frame.ts';

/** Frames are analysed at this width: a car is still some 25 pixels wide, and noise is averaged away. */
const ANALYSIS_WIDTH = 192;

/**
 * Decodes a JPEG to the brightness of its brightest channel. Asphalt is grey, so its channels agree; a red car has
 * the luma of asphalt, but a bright red channel.
 */
export async function decodeFrame(jpeg: Uint8Array): Promise<Frame> {
  const { data, info } = await sharp(jpeg)
    .resize({ width: ANALYSIS_WIDTH })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = new Uint8Array(info.width * info.height);
  for (let at = 0; at < pixels.length; at += 1) {
    pixels[at] = Math.max(data[at * 3] ?? 0, data[at * 3 + 1] ?? 0, data[at * 3 + 2] ?? 0);
  }
  return { width: info.width, height: info.height, pixels };
}
