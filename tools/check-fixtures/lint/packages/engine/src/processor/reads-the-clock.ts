// expect: nothing
import { setTimeout } from 'node:timers/promises';

export async function later(): Promise<number> {
  await setTimeout(10);
  return Date.now();
}
