import { expect, test } from "vitest";
import { anchorsOf, fencesOf, linksOf } from "./markdown.ts";

const TEXT = `# The \`first\` one, and more

A [link](a.md#b) and [another](<b.md> "title"), ![a picture](c(1).png); \`[none](x.md)\`.

\`\`\`console
$ echo '[none](y.md)'
# no heading
\`\`\`

[defined]: d.md

  ~~~~bash
  one
   two
  ~~~
  ~~~~

## The \`first\` one, and more
## What [ours](e.md) is_called: e.g. "x"
`;

test("fences have their language, their line and their text without what indents the fence", () => {
  expect(fencesOf(TEXT)).toEqual([
    { language: "console", line: 6, lines: ["$ echo '[none](y.md)'", "# no heading"] },
    { language: "bash", line: 13, lines: ["one", " two", "~~~"] },
  ]);
});

test("links are those outside of code", () => {
  expect(linksOf(TEXT)).toEqual([
    { target: "a.md#b", line: 3 },
    { target: "b.md", line: 3 },
    { target: "c(1).png", line: 3 },
    { target: "d.md", line: 10 },
    { target: "e.md", line: 19 },
  ]);
});

test("anchors are those of headings, and the second of one name has a number", () => {
  expect([...anchorsOf(TEXT)]).toEqual([
    "the-first-one-and-more",
    "the-first-one-and-more-1",
    "what-ours-is_called-eg-x",
  ]);
});
