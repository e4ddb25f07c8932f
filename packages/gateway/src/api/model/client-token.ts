import { text } from '../shape/describe.ts';

/** Makes a repeated request recognisable. */
export const CLIENT_TOKEN = text({
  lengthMin: 1,
  lengthMax: 64,
  pattern: { source: '[!-~]+', expression: /^[!-~]+$/ },
});
