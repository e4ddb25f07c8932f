// expect: no-cycle
import { a } from './cycle-a.ts';

export function b(): number {
  return a();
}
