import type { Json } from '@edgestep/shared';

import { compileCollector, type Walk } from './collect.ts';
import { filterOperators } from './filter-operators.ts';
import { isDefinite, type FilterOperand, type FilterPath, type FilterSyntax } from './path-syntax.ts';
import { compileDefinite } from './read-definite.ts';

/** Tests one candidate of a filter. */
export type FilterTest = (candidate: Json, walk: Walk) => boolean;

type OperandReader = (candidate: Json, walk: Walk) => Json | undefined;

/** Compiles the condition of a filter. */
export function compileFilter(condition: FilterSyntax): FilterTest {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.conditions.map(compileFilter);
      return (candidate, walk) => tests.every((test) => test(candidate, walk));
    }
    case 'or': {
      const tests = condition.conditions.map(compileFilter);
      return (candidate, walk) => tests.some((test) => test(candidate, walk));
    }
    case 'not': {
      const test = compileFilter(condition.condition);
      return (candidate, walk) => !test(candidate, walk);
    }
    case 'exists':
      return compileExists(condition.path);
    case 'comparison': {
      const compare = filterOperators[condition.operator];
      const [left, right] = [compileOperand(condition.left), compileOperand(condition.right)];
      return (candidate, walk) => {
        const [one, other] = [left(candidate, walk), right(candidate, walk)];
        walk.budget.spend(costOf(one) * costOf(other));
        return compare(one, other);
      };
    }
  }
}

/** What one side of a comparison costs: operators on lists look at each element of one for each of the other. */
function costOf(operand: Json | undefined): number {
  if (typeof operand === 'string') return 1 + (operand.length >> 10);
  return Array.isArray(operand) ? Math.max(1, operand.length) : 1;
}

function compileExists(path: FilterPath): FilterTest {
  const read = compileFilterPath(path);
  const isFound = isDefinite(path.segments)
    ? (found: Json | undefined) => found !== undefined
    : (found: Json | undefined) => (found as readonly Json[]).length > 0;
  return (candidate, walk) => {
    walk.budget.spend(1);
    return isFound(read(candidate, walk));
  };
}

function compileOperand(operand: FilterOperand): OperandReader {
  if (operand.kind === 'path') return compileFilterPath(operand.path);
  const { value } = operand;
  return () => value;
}

function compileFilterPath(path: FilterPath): OperandReader {
  const fromRoot = path.from === 'root';
  if (isDefinite(path.segments)) {
    const read = compileDefinite(path.segments);
    return (candidate, walk) => read(fromRoot ? walk.root : candidate);
  }
  const collect = compileCollector(path.segments);
  return (candidate, walk) => {
    const found: Json[] = [];
    collect(fromRoot ? walk.root : candidate, walk, found);
    return found;
  };
}
