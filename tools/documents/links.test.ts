import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readDocuments } from "./documents.ts";
import { anchorsOf, linksOf } from "./markdown.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Why a link of a document leads nowhere; undefined where it leads somewhere, or out of the repository. */
function faultOf(target: string, path: string): string | undefined {
  if (/^[a-z][\w+.-]*:/i.test(target)) return undefined;
  const [file = "", anchor] = decodeURI(target).split("#");
  const named = file === "" ? path : normalize(join(dirname(path), file));
  if (named.startsWith("..") || !existsSync(join(ROOT, named))) return "there is no such file";
  if (anchor === undefined) return undefined;
  const anchors = anchorsOf(readFileSync(join(ROOT, named), "utf8"));
  return anchors.has(anchor) ? undefined : "there is no such heading";
}

test("every link of the documents leads somewhere", () => {
  const documents = readDocuments(ROOT);
  const faults = documents.flatMap(({ path, text }) =>
    linksOf(text).flatMap(({ target, line }) => {
      const fault = faultOf(target, path);
      return fault === undefined ? [] : [`${path}:${line}: ${target}: ${fault}`];
    }),
  );
  expect(documents.map(({ path }) => path)).toContain("docs/install.md");
  expect(faults).toEqual([]);
});
