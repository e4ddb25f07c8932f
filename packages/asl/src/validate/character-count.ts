/** The length of a name as the service counts it: in Unicode characters (code points). */
export function characterCount(text: string): number {
  return Array.from(text).length;
}
