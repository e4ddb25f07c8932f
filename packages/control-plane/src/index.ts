export { runControlPlane } from './main.ts';
