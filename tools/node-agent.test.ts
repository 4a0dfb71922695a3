import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { folderWith } from "../packages/cli/testing/fix-pod.ts";
import { watertightIn } from "../packages/cli/testing/watertight.ts";
import { appliedByCommand, nodeAgentYaml } from "./node-agent-yaml.ts";

const folder = fileURLToPath(new URL("../deploy/node-agent/", import.meta.url));

test("the agent's manifests are those that the command applies", () => {
  expect(readFileSync(`${folder}agent.yaml`, "utf8")).toBe(nodeAgentYaml());
});

test("our own scan finds nothing in them but what they need, with a reason for each", async () => {
  const argv = [
    "scan",
    "agent.yaml",
    "--config",
    "watertight.yaml",
    "--fail-on",
    "info",
    "-o",
    "json",
  ];
  const { status, stdout } = await watertightIn(folder, argv);
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly { readonly check: string }[];
  };
  expect([status, findings.map(({ check }) => check)]).toEqual([0, []]);
  const open = await watertightIn(folder, [...argv.slice(0, 2), "--no-config", "-o", "json"]);
  const found = JSON.parse(open.stdout) as {
    readonly findings: readonly { readonly check: string }[];
  };
  expect(found.findings.map(({ check }) => check)).toContain("host-path-sensitive");
});

test("and nothing more in what the command applies, token and account included", async () => {
  const applied = folderWith({
    "agent.yaml": appliedByCommand(),
    "watertight.yaml": readFileSync(`${folder}watertight.yaml`, "utf8"),
  });
  const argv = ["scan", "agent.yaml", "--config", "watertight.yaml", "--fail-on", "info"];
  const { stdout } = await watertightIn(applied, [...argv, "-o", "json"]);
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly { readonly check: string; readonly message: string }[];
  };
  // The exceptions are those of the DaemonSet too, which the command does not apply.
  expect(findings.map(({ check, message }) => `${check}: ${message}`)).toEqual([
    'exception-unused: the exception for "liveness-probe-missing", "readiness-probe-missing" excepts nothing',
  ]);
});
