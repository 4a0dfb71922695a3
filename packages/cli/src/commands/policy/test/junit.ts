import type { TestedFile } from "./tested-file.ts";

/** Cases as JUnit XML: a suite a file. */
export function junitOf(files: readonly TestedFile[]): string {
  const suites = files.map(({ file, results, problem }) => {
    const failed = results.filter(({ problems }) => problems.length > 0).length;
    const cases = results.map(({ name, problems }) => {
      const head = `    <testcase classname="${escaped(file)}" name="${escaped(name)}"`;
      return problems.length === 0
        ? `${head}/>`
        : `${head}><failure message="${escaped(problems.join("; "))}"/></testcase>`;
    });
    const error =
      problem === undefined
        ? []
        : [
            `    <testcase classname="${escaped(file)}" name="read"><error message="${escaped(problem)}"/></testcase>`,
          ];
    const counts = `tests="${results.length + error.length}" failures="${failed}" errors="${error.length}"`;
    return [
      `  <testsuite name="${escaped(file)}" ${counts}>`,
      ...cases,
      ...error,
      "  </testsuite>",
    ].join("\n");
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("\n")}\n</testsuites>\n`;
}

const ENTITIES = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

/** What XML has no way to write is a replacement character. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"]/g, (each) => ENTITIES.get(each) ?? each)
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}
