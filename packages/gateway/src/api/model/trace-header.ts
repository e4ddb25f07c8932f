import { text } from '../shape/describe.ts';

/** The AWS X-Ray trace header. */
export const TRACE_HEADER = text({
  lengthMin: 0,
  lengthMax: 256,
  pattern: { source: String.raw`\p{ASCII}*`, expression: /^\p{ASCII}*$/u },
});
