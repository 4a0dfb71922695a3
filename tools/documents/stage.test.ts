import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { stageDocuments } from "./stage.ts";

/** A repository with a licence and one folder, gone when the test ends. */
function repository(): string {
  const root = mkdtempSync(join(tmpdir(), "watertight-stage-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  writeFileSync(join(root, "LICENSE"), "Do as you like.");
  mkdirSync(join(root, "examples/shop"), { recursive: true });
  return root;
}

const DOCUMENTS = [
  {
    path: "README.md",
    text: "[a](docs/a.md#b) [l](LICENSE) [s](examples/shop) [x](https://x.example/)",
  },
  { path: "docs/README.md", text: "[c](checks/README.md) [d](decisions/) [e](#e)" },
  {
    path: "docs/a.md",
    text: "`[r](x.md)` [r](../README.md)\n```text\n[r](x.md)\n```\n\n    [r](x.md)",
  },
  { path: "docs/checks/README.md", text: "[h](host-pid.md)" },
  { path: "docs/checks/host-pid.md", text: "# Host PID" },
  { path: "docs/decisions/0001-yaml.md", text: "# 1. YAML is `read`" },
  { path: "examples/shop/README.md", text: "# The shop" },
  { path: "packages/cli/README.md", text: "[n](nowhere.md)" },
];

test("docs/ is the top, README.md is the page of its folder, and links lead to where things are then", () => {
  const { pages, files } = stageDocuments(repository(), DOCUMENTS);
  expect(Object.fromEntries(pages)).toEqual({
    "overview.md":
      "[a](./a.md#b) [l](./LICENSE) [s](./examples/shop/index.md) [x](https://x.example/)",
    "index.md": "[c](./checks/index.md) [d](./decisions/index.md) [e](#e)",
    "a.md": "`[r](x.md)` [r](./overview.md)\n```text\n[r](x.md)\n```\n\n    [r](x.md)",
    "checks/index.md": "[h](./host-pid.md)",
    "checks/host-pid.md": "# Host PID",
    "decisions/0001-yaml.md": "# 1. YAML is `read`",
    "decisions/index.md":
      "# Decisions\n\nWhat others could question, with the reasons.\n\n- [1. YAML is read](./0001-yaml.md)\n",
    "examples/shop/index.md": "# The shop",
  });
  expect(files).toEqual(["LICENSE"]);
});

test.each(["nowhere.md", "../examples/shop", "../packages/cli/README.md"])(
  "a link to %s, which is neither page nor file, is refused",
  (target) => {
    const documents = [{ path: "docs/a.md", text: `[x](${target})` }];
    expect(() => stageDocuments(repository(), documents)).toThrow(
      `docs/a.md: ${target} is no page of the site, and no file.`,
    );
  },
);
