// expect: no-cycle
import { b } from './cycle-b.ts';

export function a(): number {
  return b();
}
