import { ExactNumber, isJsonArray, type Json, type JsonObject } from '@edgestep/shared';

import { exceedsJsonSize } from '../limits/json-size.ts';
import { resultCharactersMax, valueDepthMax } from '../limits/query-limits.ts';
import { stringArgument } from './arguments.ts';
import { splitTemplate } from './format-template.ts';
import { IntrinsicRefusal, type IntrinsicFunction } from './intrinsic-function.ts';

/** States.Format(template, value, …): the template with each `{}` replaced by the value in its place. */
export const statesFormat: IntrinsicFunction = {
  arity: [1, Number.POSITIVE_INFINITY],
  call({ args, literalTemplate }) {
    const pieces = literalTemplate ?? splitTemplate(stringArgument(args, 0));
    if (pieces.length !== args.length) {
      throw new IntrinsicRefusal(
        'Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.',
      );
    }
    let text = pieces[0] as string;
    for (let place = 1; place < pieces.length; place++) {
      const value = args[place] as Json;
      if (exceedsJsonSize(value, resultCharactersMax - text.length)) {
        throw new IntrinsicRefusal('The text would be too long.');
      }
      text += shownText(value, 0) + (pieces[place] as string);
    }
    return text;
  },
};

/** A value as AWS shows it in a text: strings bare, `[1, a]` and `{k=v}` for what is composed. */
function shownText(value: Json, depth: number): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof ExactNumber) return value.text;
  if (depth > valueDepthMax) throw new IntrinsicRefusal(`A value nests deeper than ${valueDepthMax} levels.`);
  if (isJsonArray(value)) return `[${value.map((item) => shownText(item, depth + 1)).join(', ')}]`;
  const members = Object.entries(value as JsonObject);
  return `{${members.map(([key, member]) => `${key}=${shownText(member, depth + 1)}`).join(', ')}}`;
}
