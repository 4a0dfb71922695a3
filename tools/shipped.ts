/** Whether a file is for tests alone, by its path in a package's dist. */
const OF_TESTS =
  /(?:^|\/)(?:testing|journeys)\/|(?:^|\/)(?:random-|naive|per-packet)[^/]*$|[.]test[.]/;
const IMPORTED = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']([^"']+)["']/g;
const TEST_TOOL = /^(?:vitest|fast-check)(?:\/|$)|\/testing(?:\/|[.][a-z]+$|$)/;

/** What of tests is among built files, each with the reason; nothing of it may be shipped. */
export function testPartsOf(
  files: Iterable<{ readonly path: string; readonly text: string }>,
): readonly string[] {
  return [...files].flatMap(({ path, text }) => {
    if (OF_TESTS.test(path)) return [`${path} is for tests`];
    const imported = [...text.matchAll(IMPORTED)].map(([, name = ""]) => name);
    return imported.filter((name) => TEST_TOOL.test(name)).map((name) => `${path} needs ${name}`);
  });
}
