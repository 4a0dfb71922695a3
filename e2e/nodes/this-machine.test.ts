import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchmarkRows } from "@watertight/core/nodes";
import { NODE_BENCHMARKS } from "@watertight/core/vocabulary";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { folderWith } from "../../packages/cli/testing/fix-pod.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import type { Need } from "../../tools/test-summary.ts";

/** Only root may run something as somebody else. */
const ROOT: Need = {
  name: "root",
  isHere: process.getuid?.() === 0,
  hint: "run as root",
};

/** `nobody` of most systems; it needs no account. */
const NOBODY = 65_534;

const STATUSES = ["fail", "manual", "not-applicable", "pass", "unknown"];

interface Report {
  readonly nodes: readonly {
    readonly results: readonly Result[];
  }[];
}

interface Result {
  readonly control: string;
  readonly status: string;
  readonly where: string;
}

/** This machine as a real node: whatever it is, the report on it is complete. */
describe("this machine as a node", () => {
  const folder = mkdtempSync(join(tmpdir(), "watertight-machine-"));
  beforeAll(() => {
    const bundle = join(import.meta.dirname, "../../packages/cli/dist/bundle");
    cpSync(bundle, join(folder, "bundle"), { recursive: true });
    chmodSync(folder, 0o755);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function collected(user?: number): string {
    const argv = [join(folder, "bundle/main.js"), "node", "collect", "--node", "here"];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
      ...{ encoding: "utf8", cwd: "/", maxBuffer: 256 * 1024 * 1024 },
      ...(user !== undefined && { uid: user, gid: user }),
    });
    expect([status, stderr.replace(/^.* of the node w.* not read; .*\n$/, "")]).toEqual([0, ""]);
    return stdout;
  }

  async function judged(facts: string): Promise<readonly Result[]> {
    const own = folderWith({ "facts.json": facts });
    const found: Result[] = [];
    for (const benchmark of NODE_BENCHMARKS) {
      const argv = ["nodes", "evaluate", "--no-config", "-o", "json", "--benchmark", benchmark];
      const { stdout } = await watertightIn(own, [...argv, "facts.json"]);
      const results = (JSON.parse(stdout) as Report).nodes[0]?.results ?? [];
      expect(results.map(({ control }) => control)).toEqual(
        benchmarkRows(benchmark).map(({ id }) => id),
      );
      found.push(...results);
    }
    return found;
  }

  function counted(results: readonly Result[]): string {
    const count = (wanted: string): number =>
      results.filter(({ status }) => status === wanted).length;
    return STATUSES.map((each) => `${count(each)} ${each}`).join(", ");
  }

  test("whoever runs the tests gets a report of every benchmark, of facts that the schema describes", async () => {
    const facts = collected();
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });
    const schema = new URL("../../schemas/node-facts.schema.json", import.meta.url);
    ajv.validate(JSON.parse(readFileSync(schema, "utf8")) as object, JSON.parse(facts));
    expect(ajv.errors ?? []).toEqual([]);
    const results = await judged(facts);
    process.stdout.write(`${results.length} controls: ${counted(results)}\n`);
    expect(results.filter(({ status }) => !STATUSES.includes(status))).toEqual([]);
    // kube-bench's controls, and those of hardening.
    expect(results).toHaveLength(4977);
  });

  test(
    "an ordinary user knows less, and passes nothing that root does not",
    needing(ROOT),
    async () => {
      const byRoot = await judged(collected());
      const byUser = await judged(collected(NOBODY));
      process.stdout.write(`as root: ${counted(byRoot)}\nas a user: ${counted(byUser)}\n`);
      // Programs come and go meanwhile: what a process shows is compared to nothing.
      const wrong = byUser.filter(
        ({ status, where }, index) =>
          status === "pass" && !where.includes("process ") && byRoot[index]?.status !== "pass",
      );
      expect(wrong).toEqual([]);
      const ofFiles = (results: readonly Result[], wanted: string): number =>
        results.filter(({ status, where }) => status === wanted && where.startsWith("/")).length;
      expect(ofFiles(byUser, "pass")).toBeLessThanOrEqual(ofFiles(byRoot, "pass"));
    },
  );
});
