import { expect, test } from "vitest";
import { watertight } from "../../../testing/watertight.ts";

const CLUSTER = JSON.stringify({
  apiVersion: "v1",
  kind: "List",
  items: [
    {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: "n1", labels: { "eks.amazonaws.com/nodegroup": "prod-a" } },
      status: {
        addresses: [
          { type: "InternalIP", address: "10.0.0.5" },
          { type: "ExternalIP", address: "203.0.113.9" },
        ],
      },
    },
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "node-debugger-n1-x", namespace: "default" },
      spec: { nodeName: "n1", containers: [{ name: "a", image: "b" }] },
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: "exec" },
      rules: [{ apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "exec" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "exec" },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "developers" }],
    },
  ],
});

const FACTS = JSON.stringify({
  schemaVersion: 1,
  kind: "NodeFacts",
  node: "n1",
  sources: [],
  files: [],
  texts: [],
  notRead: [],
  services: [
    { name: "ssh.service", enabled: true, active: true },
    { name: "amazon-ssm-agent.service", enabled: false, active: false },
  ],
  sshd: [
    {
      option: "PasswordAuthentication",
      value: "no",
      file: "/etc/ssh/sshd_config",
      line: 5,
      match: "",
    },
    {
      option: "PasswordAuthentication",
      value: "yes",
      file: "/etc/ssh/sshd_config",
      line: 9,
      match: "Group ops",
    },
    {
      option: "PermitRootLogin",
      value: "prohibit-password",
      file: "/etc/ssh/sshd_config",
      line: 2,
      match: "",
    },
  ],
  users: [
    { name: "root", uid: 0, gid: 0, home: "/root", shell: "/bin/sh", password: "locked" },
    { name: "ann", uid: 1, gid: 1, home: "/", shell: "", password: "set" },
  ],
  authorizedKeys: [
    {
      user: "ann",
      file: "/home/ann/.ssh/authorized_keys",
      line: 1,
      type: "sk-ssh-ed25519@openssh.com",
      comment: "ann@laptop",
      options: ["verify-required"],
      changed: "2025-02-03T04:05:06Z",
    },
  ],
});

interface Way {
  readonly way: string;
  readonly open: string;
  readonly to: readonly string[];
  readonly refused: boolean;
  readonly proof: readonly { readonly message: string }[];
}

async function waysOf(files: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, Way>> {
  const argv = [
    "nodes",
    "access",
    "-q",
    "-o",
    "json",
    ...Object.keys(files).filter((name) => name.endsWith(".json")),
  ];
  const { stdout } = await watertight(argv, files);
  const { pools } = JSON.parse(stdout) as {
    readonly pools: readonly { readonly ways: readonly Way[] }[];
  };
  return new Map(pools[0]?.ways.map((each) => [each.way, each]));
}

test("each way says whom it lets in, and why", async () => {
  const ways = await waysOf({ "a.json": FACTS, "b.json": CLUSTER });
  const table = Array.from(ways.values(), ({ way, open, to }) => [way, open, to.join("; ")]);
  expect(table).toEqual([
    ["public-address", "yes", "internet"],
    ["ssh", "yes", "whoever reaches port 22"],
    ["ssh-password", "yes", "Group ops"],
    ["ssh-root", "no", ""],
    ["ssh-keys", "yes", "ann@laptop as user/ann, sk-ssh-ed25519@openssh.com, since 2025-02-03"],
    ["ssh-certificates", "no", ""],
    ["session-service", "no", ""],
    ["nodes-proxy", "no", ""],
    ["pods-exec", "yes", "group/developers"],
    ["pods-debug", "no", ""],
    ["kubelet-port", "yes", "pod/default/node-debugger-n1-x"],
    ["node-ports", "unknown", ""],
    ["debug-pods", "yes", "pod/default/node-debugger-n1-x"],
    ["privileged-daemonsets", "unknown", ""],
  ]);
  expect(ways.get("ssh-password")?.proof[0]?.message).toBe(
    "PasswordAuthentication is yes (/etc/ssh/sshd_config:9)",
  );
});

test("what nobody read of a node is unknown, never closed", async () => {
  const ways = await waysOf({ "b.json": CLUSTER });
  const open = ["ssh", "ssh-password", "ssh-root", "ssh-keys", "session-service"].map(
    (way) => ways.get(way)?.open,
  );
  expect(open).toEqual(open.map(() => "unknown"));
});

test("an environment that refuses logins makes open ones a fault", async () => {
  const files = {
    "a.json": FACTS,
    "b.json": CLUSTER,
    "watertight.yaml":
      "environments:\n  - {name: production, nodePools: [prod-*], logins: refused}\n  - {name: development, logins: allowed}\n",
  };
  const ways = await waysOf(files);
  const refused = Array.from(ways.values())
    .filter((each) => each.refused)
    .map(({ way }) => way);
  expect(refused).toEqual(["ssh", "ssh-password", "ssh-keys", "pods-exec", "debug-pods"]);
  const { status, stderr } = await watertight(["nodes", "access", "a.json", "b.json"], files);
  expect(status).toBe(1);
  expect(stderr).toContain("5 ways to log in are open where an environment refuses logins.");
  const allowed = await watertight(["nodes", "access", "-q", "a.json", "b.json"], {
    ...files,
    "watertight.yaml": "environments:\n  - {name: development, logins: allowed}\n",
  });
  expect(allowed.status).toBe(0);
});

test("profiles that pods name are held against those that nodes have", async () => {
  const context = (profile: string): string =>
    `{seccompProfile: {type: Localhost, localhostProfile: ${profile}}, appArmorProfile: {type: RuntimeDefault}}`;
  const files = {
    "a.json": JSON.stringify({
      ...(JSON.parse(FACTS) as object),
      security: { seccompProfiles: ["audit.json"] },
    }),
    "pods.yaml": `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: b}
spec:
  securityContext: ${context("audit.json")}
  containers:
    - {name: c, image: x, securityContext: ${context("own/web.json")}}
    - {name: d, image: x, securityContext: {appArmorProfile: {type: Localhost, localhostProfile: k8s-web}}}
`,
  };
  const { status, stdout } = await watertight(
    ["nodes", "profiles", "-q", "a.json", "pods.yaml"],
    files,
  );
  expect([status, stdout]).toEqual([
    1,
    "missing: seccomp own/web.json on n1\n  Pod b/a\nnot known: apparmor k8s-web on n1\n  Pod b/a\nthere: seccomp audit.json\n  Pod b/a\n",
  ]);
});

/** A node group of EKS in a public subnet, with a key pair, whose template lets some through to port 22. */
function eks(
  group: string,
  key: boolean,
  from: readonly string[],
): Readonly<Record<string, string>> {
  const remoteAccess = { ec2SshKey: "ops", sourceSecurityGroups: from };
  const nodegroup = {
    ...{ nodegroupName: group, clusterName: "shop", subnets: ["subnet-1"] },
    ...{ nodegroupArn: `arn:aws:eks:eu-west-1:1:nodegroup/shop/${group}/a` },
    ...(key && { remoteAccess }),
  };
  const routes = {
    RouteTables: [
      {
        ...{ RouteTableId: "rtb-1", VpcId: "vpc-1", Associations: [{ SubnetId: "subnet-1" }] },
        Routes: [{ DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1", State: "active" }],
      },
    ],
  };
  return {
    "eks.json": JSON.stringify({ nodegroup }),
    "subnets.json": JSON.stringify({ Subnets: [{ SubnetId: "subnet-1", VpcId: "vpc-1" }] }),
    "routes.json": JSON.stringify(routes),
  };
}

test("what the cloud shows is joined with what nodes and objects show", async () => {
  const open = await waysOf({ "b.json": CLUSTER, ...eks("prod-a", true, ["sg-bastion"]) });
  const of = (way: string): unknown => {
    const found = open.get(way);
    return found && [found.open, found.to.join(), found.proof.at(-1)?.message];
  };
  expect(of("public-address")).toEqual([
    "yes",
    "internet",
    "on the internet: route table rtb-1 of subnet subnet-1 has a route from everywhere to igw-1",
  ]);
  expect(of("ssh")).toEqual([
    "unknown",
    "sg-bastion",
    "the cloud lets through to port 22: sg-bastion",
  ]);
  expect(of("ssh-keys")).toEqual([
    "yes",
    "whoever has the cloud's key pair",
    "a key pair of the cloud is on the nodes: yes",
  ]);
  expect(of("session-service")).toEqual([
    "unknown",
    "",
    "the policies of the node role are not in the input",
  ]);
});

test("a port that the cloud closes is no way, whatever the daemon allows", async () => {
  const ways = await waysOf({ "a.json": FACTS, "b.json": CLUSTER, ...eks("prod-a", false, []) });
  const open = ["ssh", "ssh-password", "ssh-keys"].map((way) => ways.get(way)?.open);
  expect(open).toEqual(["no", "no", "no"]);
  expect(ways.get("ssh")?.proof[0]?.message).toBe("the cloud lets through to port 22: none");
});

test("a pool that the cloud alone shows has a table too", async () => {
  const files = eks("other", true, []);
  const argv = ["nodes", "access", "--no-config", "-q", ...Object.keys(files)];
  const { stdout } = await watertight(argv, files);
  expect(stdout).toContain("other: 0 nodes\n  open: public-address to internet\n");
});
