import { distinct } from './functions/distinct.ts';
import { hash } from './functions/hash.ts';
import { join } from './functions/join.ts';
import type { JsonataFunction } from './functions/jsonata-function.ts';
import { millis } from './functions/millis.ts';
import { now } from './functions/now.ts';
import { pad } from './functions/pad.ts';
import { parse } from './functions/parse.ts';
import { partition } from './functions/partition.ts';
import { random } from './functions/random.ts';
import { range } from './functions/range.ts';
import { shuffle } from './functions/shuffle.ts';
import { toMillis } from './functions/to-millis.ts';
import { uuid } from './functions/uuid.ts';

/** The functions that the States Language adds to JSONata. */
const addedFunctions = { hash, parse, partition, random, range, uuid } as const satisfies Functions;

/** Functions of JSONata that must be bounded, or must take time and randomness from the turn. */
const replacedFunctions = {
  distinct,
  join,
  millis,
  now,
  pad,
  shuffle,
  toMillis,
} as const satisfies Functions;

/** Every function that an expression finds here and not in jsonata, by its name without the `$`. */
export const jsonataFunctions: Functions = { ...addedFunctions, ...replacedFunctions };

type Functions = Readonly<Record<string, JsonataFunction>>;

const ownFunctionsOfJsonata =
  'abs append assert average base64decode base64encode boolean ceil clone contains count decodeUrl ' +
  'decodeUrlComponent distinct each encodeUrl encodeUrlComponent error eval exists filter floor formatBase ' +
  'formatInteger formatNumber fromMillis join keys length lookup lowercase map match max merge millis min not now ' +
  'number pad parseInteger power random reduce replace reverse round shuffle sift single sort split spread sqrt ' +
  'string substring substringAfter substringBefore sum toMillis trim type uppercase zip';

const builtInNames: ReadonlySet<string> = new Set([
  '',
  '$',
  'states',
  ...ownFunctionsOfJsonata.split(' '),
  ...Object.keys(jsonataFunctions),
]);

/** True for a name behind a `$` that is no variable of the state machine. */
export function isBuiltInName(name: string): boolean {
  return builtInNames.has(name);
}
