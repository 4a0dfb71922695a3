import { expect, it } from "vitest";
import { reportOf } from "../../testing/report.ts";
import { watertight } from "../../testing/watertight.ts";

const CLUSTER = `{
  "cluster": {
    "name": "shop",
    "arn": "arn:aws:eks:eu-west-1:111122223333:cluster/shop",
    "resourcesVpcConfig": {
      "endpointPublicAccess": true,
      "publicAccessCidrs": ["0.0.0.0/0"]
    },
    "logging": {"clusterLogging": [{"types": ["audit"], "enabled": true}]},
    "accessConfig": {"authenticationMode": "API"}
  }
}
`;
const PLAN = JSON.stringify({
  format_version: "1.2",
  planned_values: {
    root_module: {
      child_modules: [
        {
          address: "module.k8s",
          resources: [
            {
              address: 'module.k8s.azurerm_kubernetes_cluster.this["blue"]',
              mode: "managed",
              type: "azurerm_kubernetes_cluster",
              name: "this",
              index: "blue",
              values: { name: "shop", local_account_disabled: false },
            },
          ],
        },
      ],
    },
  },
  resource_changes: [
    {
      address: 'module.k8s.azurerm_kubernetes_cluster.this["blue"]',
      change: { actions: ["create"], after_unknown: { private_cluster_enabled: true } },
    },
  ],
});
const POLICIES = JSON.stringify({
  clusterName: "shop",
  principalArn: "arn:aws:iam::111122223333:role/ops",
  associatedAccessPolicies: [
    {
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster", namespaces: [] },
    },
  ],
});
const POD = `apiVersion: v1
kind: Namespace
metadata: {name: shop}
`;
const CLOUD = "cloud-endpoint-open,cloud-local-accounts,cloud-endpoint-public";
const SCAN = ["scan", "--no-config", "--check", CLOUD, "-o", "json"];

/** `check path at file:line` of each finding. */
async function found(argv: readonly string[], files: Readonly<Record<string, string>>) {
  const outcome = await watertight([...SCAN, ...argv], files);
  return reportOf(outcome).findings.map(
    ({ check, path, location }) => `${check} ${path} at ${location.file}:${location.line}`,
  );
}

it("a finding names the field of the answer and its line, in a plan after the address of the resource", async () => {
  expect(await found(["--cloud", "a.json"], { "a.json": CLUSTER })).toEqual([
    "cloud-endpoint-open cluster.resourcesVpcConfig.publicAccessCidrs at a.json:7",
  ]);
  expect(await found(["--cloud", "plan.json"], { "plan.json": PLAN })).toEqual([
    'cloud-local-accounts module.k8s.azurerm_kubernetes_cluster.this["blue"].local_account_disabled at plan.json:1',
  ]);
});

it("finds descriptions among the manifests, and one that is named too once", async () => {
  const files = { "k/a.json": CLUSTER, "k/pod.yaml": POD, "k/package.json": '{"name": "web"}' };
  const once = ["cloud-endpoint-open cluster.resourcesVpcConfig.publicAccessCidrs at k/a.json:7"];
  expect(await found(["k"], files)).toEqual(once);
  expect(await found(["k", "--cloud", "k/a.json"], files)).toEqual(once);
});

it("takes what the configuration names, from its folder", async () => {
  const outcome = await watertight(["scan", "--check", CLOUD, "-o", "json", "deploy"], {
    "watertight.yaml": "cloud: [cloud/a.json]\n",
    "cloud/a.json": CLUSTER,
    "deploy/pod.yaml": POD,
  });
  expect(reportOf(outcome).findings.map(({ check }) => check)).toEqual(["cloud-endpoint-open"]);
});

it("says what of a plan is not known, which is no pass and no failure", async () => {
  const outcome = await watertight(
    ["scan", "--no-config", "--check", "cloud-endpoint-public", "-o", "json", "--cloud", "p.json"],
    { "p.json": PLAN },
  );
  const { findings, coverage } = reportOf(outcome);
  expect([outcome.status, findings]).toEqual([0, []]);
  expect(coverage.notExamined).toEqual([
    {
      file: "p.json",
      line: 1,
      kind: "not-assessable",
      reason:
        'CloudCluster aks/shop module.k8s.azurerm_kubernetes_cluster.this["blue"].private_cluster_enabled: it is known only after apply, so that cloud-endpoint-public cannot tell.',
    },
  ]);
});

it("ends with status 3 for a file that is named and is nothing known", async () => {
  const files = { "a.json": CLUSTER, "b.json": '{"name": "web"}' };
  const outcome = await watertight([...SCAN, "--cloud", "a.json", "--cloud", "b.json"], files);
  expect(outcome.status).toBe(3);
  expect(outcome.stderr).toContain(
    "b.json was not examined: It has no shape that is known of a cloud",
  );
  const gone = await watertight([...SCAN, "--cloud", "gone.json"], {});
  expect(gone.status).toBe(3);
});

it("accepts and knows findings of a cloud like any other", async () => {
  const excepted = `exceptions:
  - checks: [cloud-endpoint-open]
    path: cluster.resourcesVpcConfig.*
    kind: CloudCluster
    reason: the office has no fixed address
    owner: platform
`;
  const argv = ["scan", "--check", CLOUD, "-o", "json", "--cloud", "a.json"];
  const accepted = await watertight(argv, { "a.json": CLUSTER, "watertight.yaml": excepted });
  expect([accepted.status, reportOf(accepted).findings]).toEqual([0, []]);
  // A reader of another shape gives the same fingerprint, wherever its lines are.
  const print = async (text: string): Promise<string | undefined> => {
    const outcome = await watertight(argv, { "a.json": text, "watertight.yaml": "" });
    return /"fingerprint":"(\w+)"/.exec(outcome.stdout)?.[1];
  };
  const moved = `\n\n${JSON.stringify(JSON.parse(CLUSTER))}`;
  expect(await print(CLUSTER)).toMatch(/^[0-9a-f]{32}$/);
  expect(await print(moved)).toBe(await print(CLUSTER));
});

it("names who is administrator by the cloud, with the field that says it", async () => {
  const files = { "k/pod.yaml": POD, "policies.json": POLICIES };
  const argv = ["--no-config", "k/", "--cloud", "policies.json"];
  const who = await watertight(["access", "who-can", "get", "secrets", ...argv], files);
  expect(who.stdout).toContain(`  User arn:aws:iam::111122223333:role/ops
    by CloudAdmin eks/shop/arn:aws:iam::111122223333:role/ops of ClusterRole cluster-admin, rules[0] (policies.json:1:`);
  const matrix = await watertight(["access", "matrix", "-o", "csv", ...argv], files);
  expect(matrix.stdout).toContain("arn:aws:iam::111122223333:role/ops");
  // A whole cluster without the role has it all the same: it is not RBAC that gives the right.
  const whole = await watertight(
    [
      "access",
      "can-i",
      "get",
      "secrets",
      "--as",
      "arn:aws:iam::111122223333:role/ops",
      ...argv,
      "--whole-cluster",
    ],
    files,
  );
  expect(whole.stdout).toMatch(/^yes/);
});

it("shows no line of a state, which has keys and tokens in it", async () => {
  const values = {
    name: "shop",
    kube_config_raw: "token: abc-of-the-cluster",
    local_account_disabled: false,
  };
  const address = "azurerm_kubernetes_cluster.shop";
  const resource = {
    address,
    mode: "managed",
    type: "azurerm_kubernetes_cluster",
    name: "shop",
    values,
  };
  const document = { format_version: "1.0", values: { root_module: { resources: [resource] } } };
  const files = { "state.json": JSON.stringify(document, null, 2) };
  for (const format of ["pretty", "sarif", "html", "json", "markdown", "github"]) {
    const argv = [
      "scan",
      "--no-config",
      "--group-by",
      "finding",
      "-o",
      format,
      "--cloud",
      "state.json",
    ];
    const { stdout } = await watertight(argv, files);
    expect(stdout).toContain("cloud-local-accounts");
    expect(stdout).not.toContain("abc-of-the-cluster");
  }
});
