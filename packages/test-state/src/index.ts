export { callsTask, testState } from './test-state.ts';
export type { TaskToCall, TestStatePorts } from './test-state-ports.ts';
