export { runNode } from './main.ts';
