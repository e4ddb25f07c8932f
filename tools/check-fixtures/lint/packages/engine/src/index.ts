// expect: nothing
export { later } from './processor/reads-the-clock.ts';
