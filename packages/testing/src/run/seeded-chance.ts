import type { EvaluationPort } from '@edgestep/asl';

/** Chance and ids from a seed (mulberry32): the same seed, the same run, on every machine. */
export function seededChance(seed: number): EvaluationPort {
  let state = seed >>> 0;
  function random(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  const digit = (): string => Math.floor(random() * 16).toString(16);
  const digits = (count: number): string => Array.from({ length: count }, digit).join('');
  const variant = (): string => '89ab'[Math.floor(random() * 4)] ?? '8';
  return {
    random,
    uuid: () => `${digits(8)}-${digits(4)}-4${digits(3)}-${variant()}${digits(3)}-${digits(12)}`,
  };
}
