import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { nodesToTest } from "../package/nodes.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const WITH_SQLITE = nodesToTest().filter(({ name }) => name !== "Node.js 20");

for (const node of WITH_SQLITE) {
  test(`the SQLite of ${node.name} does what every store does`, needing(node), () => {
    const { status, stdout } = spawnSync(
      node.path,
      ["node_modules/vitest/vitest.mjs", "run", "packages/store/src/embedded.test.ts"],
      { cwd: ROOT, encoding: "utf8", env: { ...process.env, WATERTIGHT_TEST_RECORDS: "" } },
    );
    expect([status, stdout.includes("29 passed")]).toEqual([status === 0 ? 0 : stdout, true]);
  });
}
