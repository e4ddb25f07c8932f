/** What may begin a JSON value, as the parser behind AWS lists it. */
const validTokens = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** A word that JSON does not know stands where a value should. */
export function unrecognizedToken(word: string): string {
  const shown = word.length > tokenCharactersMax ? `${word.slice(0, tokenCharactersMax)}...` : word;
  return `Unrecognized token '${shown}': was expecting ${validTokens}`;
}

/** A character stands where a value should. */
export function unexpectedValue(character: string): string {
  return `Unexpected character (${characterName(character)}): expected a valid value ${validTokens}`;
}

/** A character stands where something else should. */
export function unexpectedCharacter(character: string, expected: string): string {
  return `Unexpected character (${characterName(character)}): was expecting ${expected}`;
}

/** A control character stands unescaped inside of a string. */
export function unescapedControl(character: string): string {
  return `Illegal unquoted character (${characterName(character)}): has to be escaped using backslash to be included in string value`;
}

/** `'x' (code 120)`, or `(CTRL-CHAR, code 10)` for what can't be shown. */
export function characterName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 ? `(CTRL-CHAR, code ${code})` : `'${character}' (code ${code})`;
}

const tokenCharactersMax = 256;
