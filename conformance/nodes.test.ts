import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { watertightIn } from "../packages/cli/testing/watertight.ts";
import { needing } from "./needs.ts";
import { suite } from "./suites.ts";

/*
 * kubescape's own cases of rules about nodes (kubescape/regolibrary): each input is one document, and the rule raises an alert or does not.
 * Our control of the same matter has to fail for as many inputs as there are alerts, and to pass all the others.
 */

const NODES = suite("nodes");

/** The control of cis-1.12, or of eks-1.8.0, that asks the same as a rule. */
const CONTROLS: ReadonlyMap<string, readonly string[]> = new Map([
  ["anonymous-requests-to-kubelet-updated", ["4.2.1"]],
  ["ensure-network-policy-is-enabled-eks", ["5.3.1"]],
  ["ensure-that-the-Container-Network-Interface-file-ownership-is-set-to-root-root", ["1.1.10"]],
  ["ensure-that-the-admin.conf-file-ownership-is-set-to-root-root", ["1.1.14"]],
  [
    "ensure-that-the-api-server-encryption-provider-config-argument-is-set-as-appropriate",
    ["1.2.27", "1.2.28"],
  ],
  ["ensure-that-the-controller-manager.conf-file-ownership-is-set-to-root-root", ["1.1.18"]],
  ["ensure-that-the-kubelet-configuration-file-ownership-is-set-to-root-root", ["4.1.10"]],
  [
    "ensure-that-the-kubelet-service-file-permissions-are-set-to-600-or-more-restrictive",
    ["4.1.1"],
  ],
  [
    "ensure-that-the-scheduler.conf-file-permissions-are-set-to-600-or-more-restrictive",
    ["1.1.15"],
  ],
  ["if-proxy-kubeconfig-file-exists-ensure-ownership-is-set-to-root-root", ["4.1.4"]],
  [
    "if-proxy-kubeconfig-file-exists-ensure-permissions-are-set-to-600-or-more-restrictive",
    ["4.1.3"],
  ],
  ["kubelet-streaming-connection-idle-timeout", ["4.2.5"]],
]);

/** Where we say another thing than an alert, or than none, with the reason; every entry has to be needed. */
const DIFFERENCES: ReadonlyMap<
  string,
  { readonly status: string; readonly for: "fail" | "pass"; readonly reason: string }
> = new Map([
  [
    "rules__kubelet-streaming-connection-idle-timeout__test__fail-sensor-failed",
    {
      status: "unknown",
      for: "fail",
      reason: "the configuration could not be read: not known, and no fault",
    },
  ],
  [
    "rules__ensure-network-policy-is-enabled-eks__test__failed_aws",
    {
      status: "manual",
      for: "fail",
      reason: "the VPC plugin enforces policies since 1.14 where that is switched on",
    },
  ],
  [
    "rules__ensure-that-the-api-server-encryption-provider-config-argument-is-set-as-appropriate__test__passed",
    {
      status: "unknown",
      for: "pass",
      reason: "the Pod alone names the file of providers and does not show what is in it",
    },
  ],
]);

interface Results {
  readonly nodes: readonly {
    readonly results: readonly { readonly control: string; readonly status: string }[];
  }[];
}

test("kubescape's cases: an alert is a control that fails", needing(NODES), async () => {
  const seen: Record<string, string[]> = {};
  const wrong: string[] = [];
  let inputs = 0;
  for (const name of readdirSync(NODES.path).sort()) {
    const rule = name.replace(/^rules__/, "").replace(/__test__.*/, "");
    const controls = CONTROLS.get(rule) ?? [];
    const folder = join(NODES.path, name, "input");
    const statuses: string[] = [];
    for (const file of readdirSync(folder).sort()) {
      inputs += 1;
      statuses.push(await statusOf(folder, file, controls));
    }
    const alerts = (
      JSON.parse(readFileSync(join(NODES.path, name, "expected.json"), "utf8")) as unknown[]
    ).length;
    const different = DIFFERENCES.get(name);
    const compared = statuses.map((each) => (each === different?.status ? different.for : each));
    const expected = [...compared].sort();
    const wished = statuses.map((_, index) => (index < alerts ? "fail" : "pass"));
    if (expected.join() !== wished.join() || (different && compared.join() === statuses.join())) {
      wrong.push(`${name}: ${alerts} alerts, we say ${statuses.join(", ")}`);
    }
    (seen[rule] ??= []).push(...statuses);
  }
  expect(wrong).toEqual([]);
  expect(Object.keys(seen).sort()).toEqual([...CONTROLS.keys()].sort());
  process.stdout.write(
    `nodes: ${inputs} inputs of ${Object.keys(seen).length} rules agree, ${DIFFERENCES.size} of them with a reason\n`,
  );
});

/** The worst of the controls' statuses for one input. */
async function statusOf(
  folder: string,
  file: string,
  controls: readonly string[],
): Promise<string> {
  const argv = ["nodes", "evaluate", "--no-config", "--benchmark", "cis-1.12", "-o", "json", file];
  const { stdout } = await watertightIn(folder, argv);
  const { nodes } = JSON.parse(stdout) as Results;
  const statuses = nodes.flatMap(({ results }) =>
    results.filter(({ control }) => controls.includes(control)).map(({ status }) => status),
  );
  const order = ["fail", "unknown", "manual", "not-applicable", "pass"];
  return order.find((status) => statuses.includes(status)) ?? "nothing";
}
