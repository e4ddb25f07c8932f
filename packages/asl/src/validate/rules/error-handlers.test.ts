import { describe, expect, it } from 'vitest';

import { end, machineOf, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const refused = (place: string) => [
  `SCHEMA_VALIDATION_FAILED: States.ALL must appear alone and at end of list at /States/State/${place}/ErrorEquals`,
];

describe('States.ALL', () => {
  it('stands alone in its list', () => {
    expect(errorsOf(machineOf(task({ Retry: [{ ErrorEquals: ['States.ALL', 'Mine'] }] })))).toEqual(
      refused('Retry[0]'),
    );
  });

  it('stands last of all retriers and of all catchers', () => {
    const retriers = [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['Mine'] }];
    expect(errorsOf(machineOf(task({ Retry: retriers })))).toEqual(refused('Retry[0]'));
    const catchers = [
      { ErrorEquals: ['States.ALL'], Next: 'End' },
      { ErrorEquals: ['States.ALL'], Next: 'End' },
    ];
    expect(errorsOf(machineOf(task({ Catch: catchers }), { End: end }))).toEqual(refused('Catch[0]'));
    expect(errorsOf(machineOf(task({ Retry: retriers.toReversed() })))).toEqual([]);
  });
});
