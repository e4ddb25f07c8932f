export { step } from '../../asl/src/index.ts';
