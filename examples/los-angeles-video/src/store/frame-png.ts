import sharp from 'sharp';

import type { Frame } from '../frames/frame.ts';

/** A frame as a grey PNG, without loss. */
export async function encodeFrame(frame: Frame): Promise<Uint8Array> {
  const raw = { width: frame.width, height: frame.height, channels: 1 as const };
  return sharp(frame.pixels, { raw }).png().toBuffer();
}

/** Undoes {@link encodeFrame}. */
export async function decodeFramePng(png: Uint8Array): Promise<Frame> {
  const { data, info } = await sharp(png).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
}
