import {
  CLUSTER_ROLE_BINDINGS,
  CLUSTER_ROLES,
  DEPLOYMENTS,
  NAMESPACES,
  objectOf,
  PODS,
} from "@watertight/api-server/testing";
import { describe, expect, test } from "vitest";
import { LIVE, liveShop } from "../../testing/live-shop.ts";
import { watertightIn } from "../../testing/watertight.ts";

/** Each verb that reads a cluster, and a subverb of it with what it asks for. */
const VERBS = [
  ["scan", "scan --check privileged-container"],
  ["baseline", "baseline write"],
  ["objects", "objects"],
  ["snapshot", "snapshot -o c.snapshot"],
  ["network", "network connections"],
  ["network", "network exposure"],
  ["network", "network lint"],
  ["network", "network synthesize"],
  ["network", "network can-reach --from shop/web --to shop/web --port 80"],
  ["access", "access can-i get pods --as jane"],
  ["access", "access who-can get pods"],
  ["access", "access rights --subject user:jane"],
  ["access", "access matrix"],
  ["access", "access least-privilege"],
  ["access", "access escalate"],
  ["pod-security", "pod-security evaluate --level baseline"],
  ["pod-security", "pod-security recommend"],
] as const;

interface Role {
  readonly metadata: { readonly namespace?: string };
  readonly rules: readonly {
    readonly apiGroups?: readonly string[];
    readonly resources?: readonly string[];
    readonly verbs: readonly string[];
  }[];
}

/** What an identity with these roles may do, as a fake server asks. */
function allowedBy(roles: readonly Role[]) {
  return (verb: string, resource: string, namespace: string): boolean =>
    roles.some(
      ({ metadata, rules }) =>
        (metadata.namespace ?? namespace) === namespace &&
        rules.some(({ apiGroups = [], resources = [], verbs }) =>
          apiGroups.some((group) =>
            resources.some((name) => verbs.includes(verb) && `${group}/${name}` === resource),
          ),
        ),
    );
}

describe.each([["in all namespaces"], ["in one"]])("with exactly its role, %s,", (where) => {
  test.each(VERBS)("%s sees all that it sees with every right: %s", async (verb, line) => {
    let allows: ReturnType<typeof allowedBy> = () => true;
    const { server, folder } = await liveShop({ allows: (...asked) => allows(...asked) });
    server.put(CLUSTER_ROLES, objectOf(CLUSTER_ROLES, "view", { rules: [] }));
    const live = where === "in one" ? [...LIVE, "--read-namespace", "shop"] : LIVE;
    const argv = [...line.split(" "), ...live];
    const all = await watertightIn(folder, argv);
    expect(all.status).toBeLessThan(2);
    const { stdout } = await watertightIn(folder, [
      "rbac-needed",
      verb,
      "-q",
      "-o",
      "json",
      ...live,
    ]);
    const { items } = JSON.parse(stdout) as { readonly items: readonly Role[] };
    allows = allowedBy(items);
    expect(await watertightIn(folder, argv)).toEqual(all);
  });
});

test("connections and Pod Security need no Secrets and no roles, and never ask for them", async () => {
  const { server, folder } = await liveShop();
  const { stdout, stderr } = await watertightIn(folder, [
    ...["rbac-needed", "network", "connections", "pod-security", "-o", "json"],
    ...LIVE,
  ]);
  expect(stdout).not.toContain("secrets");
  expect(stdout).not.toContain("roles");
  expect(stderr).toBe("");
  await watertightIn(folder, ["network", "connections", ...LIVE]);
  await watertightIn(folder, ["pod-security", "recommend", ...LIVE]);
  expect(server.seen.filter(({ path }) => /secrets|roles/.test(path))).toEqual([]);
  const both = ["rbac-needed", "network", "access", "-q", ...LIVE];
  expect((await watertightIn(folder, both)).stdout).toContain("- secrets\n");
});

test("what is needed of the network rests on the rights of accounts, which call the API server", async () => {
  const account = { kind: "ServiceAccount", name: "default", namespace: "shop" };
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" };
  const { server, folder } = await liveShop({
    resources: [PODS, NAMESPACES, DEPLOYMENTS, CLUSTER_ROLES, CLUSTER_ROLE_BINDINGS],
  });
  const rules = [{ verbs: ["get"], apiGroups: [""], resources: ["pods"] }];
  server.put(CLUSTER_ROLES, objectOf(CLUSTER_ROLES, "view", { rules }));
  const binding = objectOf(CLUSTER_ROLE_BINDINGS, "view", { roleRef, subjects: [account] });
  server.put(CLUSTER_ROLE_BINDINGS, binding);
  const argv = ["network", "synthesize", "-n", "shop", ...LIVE, "--api-server", "10.0.0.1"];
  const { stdout } = await watertightIn(folder, argv);
  expect(stdout).toContain('cidr: "10.0.0.1/32"');
  const needed = ["rbac-needed", "network", "synthesize", "-q", ...LIVE];
  expect((await watertightIn(folder, needed)).stdout).toContain("- clusterrolebindings\n");
});
