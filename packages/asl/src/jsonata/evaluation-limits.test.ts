import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Json } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { outcomeOfAsync } from '../../test/outcome-of.ts';
import { fixedPort, scopeOf } from '../../test/scope-of.ts';
import { QueryFailure } from '../query/query-failure.ts';
import { compileJsonataTemplate } from '../template/compile-jsonata-template.ts';

const memory = 'Expression evaluation memory limit exceeded';
const time = 'Expression evaluation timeout: Check for infinite loop';
const stack =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';

async function evaluate(expression: string, input: Json = {}, pause?: () => Promise<void>): Promise<Json> {
  const port = pause === undefined ? fixedPort : { ...fixedPort, pause };
  return compileJsonataTemplate(`{% ${expression} %}`, 'Output').evaluate(scopeOf(input, { port }));
}

async function reasonOf(expression: string, input: Json = {}): Promise<string> {
  const outcome = await outcomeOfAsync(() => evaluate(expression, input));
  const { thrown } = outcome as { thrown: unknown };
  expect(thrown).toBeInstanceOf(QueryFailure);
  const { message } = thrown as QueryFailure;
  return message.slice(message.indexOf('during evaluation: ') + 19);
}

describe('an expression that would not end, or not fit', () => {
  it.each([
    ['a loop of tail calls', '($f := function($x){ $f($x + 1) }; $f(1))', time],
    ['a recursion', '($f := function($x){ 1 + $f($x + 1) }; $f(1))', stack],
    ['a search through everything, over and over', '($big := [1..60000]; $big[$ in $big])', time],
    ['a sequence', '$count([1..873783])', memory],
    ['a range', '$count($range(1, 360146, 1))', memory],
    ['a product of sequences', '$count(($a := [1..2000]; $a.($a)))', memory],
    ['a padding', '$pad("x", 1000000000)', memory],
    ['a separator', '($s := $pad("x", 6000000); $join(["a", "b", "c"], $s))', memory],
    [
      'a text that doubles',
      '($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("x", 23))',
      memory,
    ],
    ['a replacement', '($s := $pad("x", 100000, "x"); $replace($s, "x", $s))', memory],
    [
      'an object that shares its parts',
      '($f := function($s, $n){ $n = 0 ? $s : $f({"l": $s, "r": $s}, $n - 1) }; $f(1, 40))',
      memory,
    ],
    [
      'an array that shares its parts',
      '($f := function($s, $n){ $n = 0 ? $s : $f([[$s], [$s]], $n - 1) }; $f(1, 40))',
      memory,
    ],
  ])('%s', async (_what, expression, reason) => {
    expect(await reasonOf(expression)).toBe(reason);
  });

  it('finds parts within parts: few values, and a text longer than any payload', async () => {
    const deep = JSON.parse('{"a":'.repeat(900) + '1' + '}'.repeat(900)) as Json;
    expect(await reasonOf('$states.input.**.**', deep)).toBe(memory);
    expect(await evaluate('$count($states.input.**)', deep)).toBe(901);
  });

  it('is no expression that AWS accepts', async () => {
    expect(await evaluate('$count([1..873782])')).toBe(873_782);
    expect(await evaluate('$sum($map([1..50000], function($v){ $v * 2 }))')).toBe(2_500_050_000);
    expect(await evaluate('($f := function($x){ $x <= 0 ? 0 : 1 + $f($x - 1) }; $f(31))')).toBe(31);
    expect(
      await evaluate(`[${Array.from({ length: 300 }, () => '$states.input.a').join(', ')}]`, { a: 1 }),
    ).toHaveLength(300);
  });

  it('is no regular expression, for each is matched in one pass', async () => {
    const text = `$pad("a", 20000, "a") & "b"`;
    expect(await evaluate(`$contains(${text}, /(a+)+$/)`)).toBe(false);
    expect(await evaluate(`$contains(${text}, /(a|aa)+$/)`)).toBe(false);
    expect(await evaluate(`$match(${text}, /b/).index`)).toBe(20_000);
  });

  it('is a regular expression that looks to the end of the text from each of its characters', async () => {
    const text = `$pad("a", 200000, "a")`;
    expect(await reasonOf(`$replace(${text}, /a(?:a*b)?/, "c")`)).toBe(time);
    expect(await reasonOf(`$count($match(${text}, /a(?:a*b)?/))`)).toBe(time);
  });

  it('is a regular expression that is compiled over and over', async () => {
    const made = (last: number) => `$contains("x", /(?:a|b|c){1000}${last}/)`;
    const many = Array.from({ length: 2_000 }, (_, last) => made(last)).join(' or ');
    expect(await reasonOf(many)).toBe(time);
  });

  it('lets others run meanwhile', async () => {
    let others = 0;
    const pause = async () => {
      others++;
      await nextTurn();
    };
    await evaluate('$sum($map([1..20000], function($v){ $v * 2 }))', {}, pause);
    expect(others).toBeGreaterThan(1);
  });

  it('is refused for a value that nests too deep', async () => {
    const deep = JSON.parse('['.repeat(3_000) + ']'.repeat(3_000)) as Json;
    expect(await reasonOf('$append($states.input, 1)', deep)).toBe(memory);
    expect(await reasonOf('[$states.input]', deep)).toBe(memory);
    expect(await evaluate('$states.input.a', { a: deep })).toBe(deep);
  });
});
