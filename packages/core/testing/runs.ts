/**
 * How often a random property is tried: this often where conformance runs it, and a sixth of that at every `npm test`.
 * Conformance takes up the tests that import this file.
 */
export function runs(thorough: number): { readonly numRuns: number } {
  const isThorough = process.env["WATERTIGHT_RUNS"] === "thorough";
  return { numRuns: isThorough ? thorough : Math.ceil(thorough / 6) };
}
