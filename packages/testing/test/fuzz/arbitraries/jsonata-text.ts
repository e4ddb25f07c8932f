import fc from 'fast-check';

/** Functions of JSONata and of the States Language, with any arguments; those that are none are refused. */
const functions = [
  'sum', 'count', 'max', 'min', 'average', 'string', 'substring', 'substringBefore', 'substringAfter', 'lowercase',
  'uppercase', 'length', 'trim', 'pad', 'match', 'contains', 'replace', 'split', 'join', 'formatNumber', 'formatBase',
  'formatInteger', 'parseInteger', 'number', 'floor', 'ceil', 'round', 'abs', 'sqrt', 'power', 'random', 'boolean', 'not',
  'map', 'zip', 'filter', 'single', 'reduce', 'sift', 'keys', 'lookup', 'append', 'exists', 'spread', 'merge', 'reverse',
  'each', 'error', 'assert', 'type', 'sort', 'shuffle', 'distinct', 'base64encode', 'base64decode', 'encodeUrlComponent',
  'encodeUrl', 'decodeUrlComponent', 'decodeUrl', 'eval', 'toMillis', 'fromMillis', 'clone', 'now', 'millis', 'partition',
  'range', 'hash', 'uuid', 'parse', 'nope', '__proto__', 'constructor', 'toString',
] as const; // prettier-ignore

const leaf = fc.constantFrom(
  '0', '1', '-1', '2.5', '1e300', '1e400', '9007199254740993', 'true', 'false', 'null', '""', '"a"', '"a,b"', '"#,##0.00"',
  '"[Y0001]-[M01]"', '"\\ud800"', "'x'", '$', '$states', '$states.input', '$states.input.a', '$states.input.items',
  '$states.input.__proto__', '$states.context.Execution.Input', '$states.result', '$states.nope', '$v', '$w', '$x', '[]', '{}',
  '/a+/', '/(a|b)*c/i', '/(a+)+$/', 'function($x){$x}', 'λ($x,$y){$x}',
); // prettier-ignore

const operators = [
  '+', '-', '*', '/', '%', '&', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in', '~>', '.', '??', '?:', ' ', ';',
] as const; // prettier-ignore

/** Leaves that AWS refuses where there is no context item, and what is no regular expression. */
const refusedLeaf = fc.constantFrom('$$', '*', '**', '%', '`a b`', 'a', 'a.b', '/[/');

/** Loops and recursions, with and without an end. */
const loops = fc.constantFrom(
  '($f := function($n) { $f($n + 1) }; $f(0))',
  '($f := function($n) { 1 + $f($n + 1) }; $f(0))',
  '($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(50))',
  '($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("ab", 40))',
  '($a := [1..3000]; $a.($a))',
  '[1..2000000]',
  '$map([1..5000], function($i) { $i * 2 })',
  '$reduce([1..3000], function($l, $r) { [$l, $r] })',
  '$reduce([1..2000], $append)',
  '$sort([1..2000], function($l, $r) { $l < $r })',
  '($g := function($n) { $n = 0 ? {} : {"a": $g($n - 1), "b": $g($n - 1)} }; $g(30))',
);

/** Well-formed expressions of all kinds, nested. */
const expression: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => {
  const value = tie('value');
  const name = fc.constantFrom('a', 'b', 'items', '"k"');
  return {
    value: fc.oneof(
      { maxDepth: 4 },
      { weight: 60, arbitrary: leaf },
      { weight: 1, arbitrary: refusedLeaf },
      {
        weight: 40,
        arbitrary: fc
          .tuple(fc.constantFrom(...functions), fc.array(value, { maxLength: 3 }))
          .map(([called, args]) => `$${called}(${args.join(', ')})`),
      },
      {
        weight: 30,
        arbitrary: fc
          .tuple(value, fc.constantFrom(...operators), value)
          .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      },
      { weight: 10, arbitrary: fc.tuple(value, value).map(([from, to]) => `[${from}..${to}]`) },
      { weight: 10, arbitrary: fc.tuple(value, name).map(([from, member]) => `${from}.${member}`) },
      { weight: 10, arbitrary: fc.tuple(value, value).map(([from, filter]) => `${from}[${filter}]`) },
      { weight: 10, arbitrary: fc.tuple(value, value).map(([from, key]) => `${from}^(>${key})`) },
      { weight: 10, arbitrary: fc.tuple(value, value, value).map(([a, b, c]) => `(${a} ? ${b} : ${c})`) },
      {
        weight: 10,
        arbitrary: fc.tuple(name, value).map(([key, each]) => `{"${key.replaceAll('"', '')}": ${each}}`),
      },
      { weight: 10, arbitrary: fc.tuple(value, value, value).map(([a, k, v]) => `${a}{${k}: ${v}}`) },
      { weight: 10, arbitrary: fc.array(value, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`) },
      { weight: 10, arbitrary: fc.tuple(value, value).map(([a, b]) => `($x := ${a}; ${b})`) },
      {
        weight: 10,
        arbitrary: fc.tuple(value, value).map(([a, b]) => `$map(${a}, function($x, $i) { ${b} })`),
      },
      { weight: 10, arbitrary: fc.tuple(value, value).map(([a, b]) => `${a} ~> |$|${b}|`) },
      { weight: 10, arbitrary: fc.tuple(value, name).map(([a, b]) => `${a}@$x.${b}#$i`) },
    ),
  };
}).value;

const put = fc.constantFrom(
  '',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '$',
  '"',
  '/',
  '\\',
  ' ',
  '..',
  ':=',
  '%}',
  '\ud800',
  '|',
  '@',
  '#',
);

/** Expressions, texts that come near to one, and now and then one that would not end. */
export const jsonataText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3_000, arbitrary: expression },
  {
    weight: 600,
    arbitrary: fc
      .tuple(expression, fc.nat(60), put)
      .map(([text, place, piece]) => text.slice(0, place) + piece + text.slice(place + 1)),
  },
  { weight: 100, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: loops },
  {
    weight: 10,
    arbitrary: fc
      .tuple(
        fc.constantFrom('(', '[', '{"a":', '-', '$not(', 'a.', '"a"&', 'a ?', 'function($x){'),
        fc.integer({ min: 1, max: 5_000 }),
      )
      .map(([piece, times]) => piece.repeat(times)),
  },
);
