import type { StateDefinition } from '../definition/state-definition.ts';
import type { StateMachineDefinition } from '../definition/state-machine-definition.ts';
import { BlockTable } from './block-table.ts';
import { compileChoice } from './compile-choice.ts';
import { compileFail } from './compile-fail.ts';
import { compileMap } from './compile-map.ts';
import { compileParallel } from './compile-parallel.ts';
import { compilePass } from './compile-pass.ts';
import { compileSucceed } from './compile-succeed.ts';
import { compileTask } from './compile-task.ts';
import { compileWait } from './compile-wait.ts';
import type { CompiledMachine } from './compiled-machine.ts';
import type { CompiledState } from './compiled-state.ts';

/** Compiles a valid definition. Throws QuerySyntaxError for a query that validation would have refused. */
export function compileMachine(definition: StateMachineDefinition): CompiledMachine {
  const table = new BlockTable(compileState);
  table.add(definition);
  return {
    startAt: definition.startAt,
    timeoutSeconds: definition.timeoutSeconds,
    blocks: table.blocks,
  };
}

function compileState(state: StateDefinition, table: BlockTable): CompiledState {
  switch (state.type) {
    case 'Task':
      return compileTask(state);
    case 'Pass':
      return compilePass(state);
    case 'Choice':
      return compileChoice(state);
    case 'Wait':
      return compileWait(state);
    case 'Succeed':
      return compileSucceed(state);
    case 'Fail':
      return compileFail(state);
    case 'Parallel':
      return compileParallel(state, table);
    case 'Map':
      return compileMap(state, table);
  }
}
