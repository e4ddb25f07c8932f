export * from './coverage/coverage.ts';
export * from './coverage/format-coverage.ts';
export * from './coverage/merge-coverage.ts';
export * from './machine/run-options.ts';
export { testMachine, type TestMachine } from './machine/test-machine.ts';
export type { TestRun } from './machine/test-run.ts';
export * from './mocks/mock.ts';
export * from './testing-error.ts';
