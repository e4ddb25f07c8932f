import { openSystems } from '../harness/open-systems.ts';
import type { Operation } from '../harness/load.ts';
import { caseId, type CaseDeclaration, type Workload } from '../harness/workload.ts';
import { EngineRun } from '../memory/engine-run.ts';
import { compile } from '../memory/compile.ts';

/** Of every definition, an execution goes through so many: a Choice, then Pass states. */
const PATH = 10;
const COUNTS = [PATH, 100, 1_000];
const INPUT = { order: 7 };

/** What a transition costs must not depend on how many states the definition has. */
export const stateCount: Workload = {
  name: 'state-count',
  title: 'in memory, definitions of 10 to 1,000 states',
  unit: 'transition',
  operation:
    `An execution that goes through ${PATH} states (a Choice, then Pass states) of a definition that has so many; the ` +
    `others are behind the other way of the Choice. The ratios are to the definition of ${PATH}.`,
  doesNotMeasure: [
    'Durability, queues, timers and effects: nothing is appended anywhere, one execution runs after the other.',
    'Compiling the definitions, which a node does once a revision.',
  ],
  cases: COUNTS.map((count) => {
    const of = (states: number): CaseDeclaration => ({
      system: 'edgestep',
      variant: `${states.toLocaleString('en-US')} states`,
      durability: 'none',
      load: { kind: 'closed', concurrency: 1 },
      unitsPerOperation: PATH,
    });
    return count === PATH ? of(count) : { ...of(count), floor: caseId(of(PATH)) };
  }),
  open: (cases) =>
    openSystems(
      cases,
      Object.fromEntries(
        COUNTS.map((count) => [
          `edgestep, ${count.toLocaleString('en-US')} states`,
          async () => operationOf(count),
        ]),
      ),
    ),
};

function operationOf(count: number): Operation {
  const engine = new EngineRun(compile(definitionOf(count)), INPUT);
  return () =>
    engine.run(({ events }) => {
      const entered = events.filter(({ kind }) => kind === 'StateEntered').length;
      if (entered !== PATH) throw new Error(`${entered} states were entered instead of ${PATH}`);
    });
}

function definitionOf(count: number): object {
  const others = count - PATH;
  return {
    StartAt: 'Which',
    States: {
      Which: {
        Type: 'Choice',
        Choices: [{ Variable: '$.order', NumericEquals: 7, Next: 'Taken1' }],
        Default: others === 0 ? 'Taken1' : 'Other1',
      },
      ...chain('Taken', PATH - 1),
      ...chain('Other', others),
    },
  };
}

function chain(prefix: string, length: number): object {
  const states = Array.from({ length }, (_, index) => [
    `${prefix}${index + 1}`,
    { Type: 'Pass', ...(index + 1 === length ? { End: true } : { Next: `${prefix}${index + 2}` }) },
  ]);
  return Object.fromEntries(states) as object;
}
