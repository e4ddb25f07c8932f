import type { Operation } from './load.ts';
import { caseId, type CaseDeclaration, type OpenWorkload } from './workload.ts';

/** An open workload whose operations are in a table by case id. Its resources are disposed of with it. */
export function openWorkload(
  operations: ReadonlyMap<string, Operation>,
  resources: AsyncDisposableStack,
): OpenWorkload {
  return {
    operation(of: CaseDeclaration) {
      const operation = operations.get(caseId(of));
      if (operation === undefined) throw new Error(`${caseId(of)} was not opened`);
      return operation;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
