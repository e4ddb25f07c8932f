import fc from 'fast-check';

const digits = (value: number, width: number) => String(value).padStart(width, '0');
const number = (min: number, max: number, width: number) =>
  fc.integer({ min, max }).map((value) => digits(value, width));
const offset = fc.oneof(
  fc.constantFrom('Z', 'z', '', '+00:00', '-00:00', '+18:00', '-18:00', '+18:01', '+24:00', '+0100', '+01'),
  fc
    .tuple(fc.constantFrom('+', '-'), number(0, 19, 2), number(0, 60, 2))
    .map(([sign, h, m]) => `${sign}${h}:${m}`),
);

/** Dates, mostly those that there are. */
const dateTime = fc
  .record({
    year: fc.oneof(number(0, 9_999, 4), fc.constantFrom('2000', '1900', '2024', '1969', '99999', '-0001')),
    month: number(0, 13, 2),
    day: number(0, 32, 2),
    letter: fc.constantFrom('T', 'T', 'T', 'T', 't', ' '),
    hour: number(0, 24, 2),
    minute: number(0, 60, 2),
    second: number(0, 60, 2),
    fraction: fc.oneof(
      fc.constantFrom('', '', '.', '.0', '.5', '.999999999', '.9999999999'),
      fc.nat(999_999_999).map((value) => `.${value}`),
    ),
    offset,
  })
  .map((each) => {
    const date = `${each.year}-${each.month}-${each.day}`;
    return `${date}${each.letter}${each.hour}:${each.minute}:${each.second}${each.fraction}${each.offset}`;
  });

const exact = fc
  .date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString());

/** Timestamps, and texts that come near to one. */
export const timestampText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: exact },
  { weight: 4, arbitrary: dateTime },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        exact,
        fc.nat(25),
        fc.constantFrom('', '0', '9', '-', ':', 'T', 'Z', '.', ' ', '١', '\ud800', '\n'),
      )
      .map(([text, place, piece]) => text.slice(0, place) + piece + text.slice(place + 1)),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);
