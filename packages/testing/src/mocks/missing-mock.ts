import { TestingError } from '../testing-error.ts';

/** Says which task has no mock, and every way to give it one. */
export function missingMock(state: string, resource: string, functionName: string | undefined): TestingError {
  const ways = [
    `by state:    mocks: { ${JSON.stringify(state)}: { return: … } }`,
    ...(functionName === undefined
      ? []
      : [`by function: functions: { ${JSON.stringify(functionName)}: { return: … } }`]),
    `by resource: resources: { ${JSON.stringify(resource)}: { return: … } }`,
  ];
  return new TestingError(
    'mock-missing',
    `The task '${state}' (${resource}) was called and has no mock. Give it one:\n  ${ways.join('\n  ')}\n` +
      'To fail it: { throw: { error: "Name", cause: "text" } }; one answer for each call: a list.',
  );
}
