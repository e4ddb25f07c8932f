/** JSON.parse source text access (ECMAScript proposal, stage 4), which Node has and TypeScript's library not yet. */
interface JSON {
  rawJSON(text: string): unknown;
  // oxlint-disable-next-line typescript/no-explicit-any -- as the library declares it
  parse(text: string, reviver: (name: string, value: any, context: { readonly source?: string }) => any): any;
}
