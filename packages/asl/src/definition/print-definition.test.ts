import { describe, expect, it } from 'vitest';

import { everythingInJsonata, everythingInJsonPath } from '../../test/definitions.ts';
import { parsed } from '../../test/findings-of.ts';
import { printDefinition } from './print-definition.ts';

describe('printing a definition', () => {
  it.each([everythingInJsonPath, everythingInJsonata])(
    'gives back what was written, indented',
    (definition) => {
      const printed = printDefinition(parsed(definition));
      expect(JSON.parse(printed)).toEqual(definition);
      expect(printed.split('\n')[1]).toMatch(/^ {2}"/);
    },
  );

  it.each([everythingInJsonPath, everythingInJsonata])(
    'is stable: what is printed prints the same',
    (definition) => {
      const printed = printDefinition(parsed(definition));
      expect(printDefinition(parsed(JSON.parse(printed)))).toBe(printed);
    },
  );
});
