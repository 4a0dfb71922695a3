import { expect, it } from "vitest";
import { exampleSnapshot } from "../../testing/checks.ts";
import type { JsonObject, JsonValue } from "../kubernetes/json.ts";
import { factOf, factPath } from "../snapshot/facts.ts";
import { fieldText } from "../snapshot/snapshot.ts";

interface Planned {
  readonly address: string;
  readonly values?: JsonObject;
  readonly unknown?: JsonObject;
}

/** A plan whose resources are in the root module, or where their addresses say. */
function planOf(resources: readonly Planned[], configuration: JsonObject = {}): JsonObject {
  const planned = resources.map(({ address, values = {} }) => {
    const [, type = "", name = "", , index] =
      /(?:^|\.)([a-z][a-z0-9_]*)\.(\w+)(\[(?:"?)([^"\]]*)(?:"?)\])?$/.exec(address) ?? [];
    const key = index === undefined ? {} : { index: /^\d+$/.test(index) ? Number(index) : index };
    return { address, mode: "managed", type, name, ...key, values };
  });
  return {
    format_version: "1.2",
    planned_values: { root_module: { child_modules: [{ resources: planned }] } },
    resource_changes: resources.map(({ address, unknown = {} }) => ({
      address,
      change: { actions: ["create"], after_unknown: unknown },
    })),
    configuration: { root_module: configuration },
  };
}

/** A fact of every object of a kind: `NAME at FIELD: VALUE`. */
function facts(json: JsonValue, kind: string, name: string): readonly string[] {
  const { ofKind } = exampleSnapshot({ objects: [], documents: [{ file: "plan.json", json }] });
  return ofKind("facts.watertight.dev", kind).map((entry) => {
    const fact = factOf(entry.object, name);
    const value =
      fact && "unknown" in fact ? `unknown, ${fact.unknown}` : JSON.stringify(fact?.value);
    return `${entry.reference.name} at ${fieldText(entry, factPath(name))}: ${value}`;
  });
}

const refersTo = (...references: string[]): JsonObject => ({ references });

it("names a resource by its address, in modules, with count and for_each", () => {
  const plan = planOf([
    {
      address: 'module.k["a"].aws_eks_cluster.this[0]',
      values: { name: "a", vpc_config: [{ endpoint_public_access: false }] },
    },
    {
      address: 'module.k["b"].aws_eks_cluster.this[0]',
      values: { name: "b", vpc_config: [{ endpoint_public_access: true }] },
    },
  ]);
  expect(facts(plan, "CloudCluster", "endpointPublic")).toEqual([
    'eks/a at module.k["a"].aws_eks_cluster.this[0].vpc_config[0].endpoint_public_access: false',
    'eks/b at module.k["b"].aws_eks_cluster.this[0].vpc_config[0].endpoint_public_access: true',
  ]);
});

it("takes a range that nobody sets for what EKS makes of it, and one that is computed elsewhere for unknown", () => {
  const plan = (expressions: JsonObject): JsonObject =>
    planOf(
      [
        {
          address: "aws_eks_cluster.this",
          values: { name: "a", vpc_config: [{}] },
          unknown: { vpc_config: [{ public_access_cidrs: true }] },
        },
      ],
      { resources: [{ address: "aws_eks_cluster.this", expressions }] },
    );
  expect(
    facts(plan({ vpc_config: [{ subnet_ids: {} }] }), "CloudCluster", "endpointRanges"),
  ).toEqual(['eks/a at aws_eks_cluster.this.vpc_config[0].public_access_cidrs: ["0.0.0.0/0"]']);
  const set = { vpc_config: [{ public_access_cidrs: refersTo("data.http.ip") }] };
  expect(facts(plan(set), "CloudCluster", "endpointRanges")).toEqual([
    "eks/a at aws_eks_cluster.this.vpc_config[0].public_access_cidrs: unknown, it is known only after apply",
  ]);
});

/** A network with a public and a private subnet, of which a node group takes the one that `subnets` refers to. */
function network(subnets: JsonObject, calls: JsonObject = {}): JsonObject {
  const unknownIds = { id: true };
  return planOf(
    [
      {
        address: "aws_eks_node_group.w",
        values: { cluster_name: "a", node_group_name: "w", subnet_ids: null },
        unknown: { subnet_ids: true },
      },
      { address: "aws_subnet.public[0]", unknown: unknownIds },
      { address: "aws_subnet.private[0]", unknown: unknownIds },
      {
        address: "aws_route_table.public",
        values: { route: [{ cidr_block: "0.0.0.0/0" }] },
        unknown: { id: true, route: [{ gateway_id: true }] },
      },
      { address: "aws_route_table.private", unknown: unknownIds },
      {
        address: "aws_route.private",
        values: { destination_cidr_block: "0.0.0.0/0" },
        unknown: { nat_gateway_id: true, route_table_id: true },
      },
      {
        address: "aws_route_table_association.public[0]",
        unknown: { subnet_id: true, route_table_id: true },
      },
      {
        address: "aws_route_table_association.private[0]",
        unknown: { subnet_id: true, route_table_id: true },
      },
    ],
    {
      ...calls,
      resources: [
        { address: "aws_eks_node_group.w", expressions: { subnet_ids: subnets } },
        { address: "aws_subnet.public", expressions: {} },
        { address: "aws_subnet.private", expressions: {} },
        {
          address: "aws_route_table.public",
          expressions: {
            route: [
              { gateway_id: refersTo("aws_internet_gateway.main.id", "aws_internet_gateway.main") },
            ],
          },
        },
        {
          address: "aws_route.private",
          expressions: {
            nat_gateway_id: refersTo("aws_nat_gateway.main.id", "aws_nat_gateway.main"),
            route_table_id: refersTo("aws_route_table.private.id", "aws_route_table.private"),
          },
        },
        ...["public", "private"].map((kind) => ({
          address: `aws_route_table_association.${kind}`,
          expressions: {
            subnet_id: refersTo(`aws_subnet.${kind}`, "count.index"),
            route_table_id: refersTo(`aws_route_table.${kind}.id`, `aws_route_table.${kind}`),
          },
        })),
      ],
    },
  );
}

it("joins a network whose ids are not yet known by what the configuration refers to", () => {
  expect(
    facts(
      network(refersTo("aws_subnet.public[0].id", "aws_subnet.public")),
      "CloudNodePool",
      "public",
    ),
  ).toEqual([
    'eks/a/w at aws_eks_node_group.w.subnet_ids: "route table aws_route_table.public of subnet aws_subnet.public[0] has a route from everywhere to aws_internet_gateway.main"',
  ]);
  expect(facts(network(refersTo("aws_subnet.private")), "CloudNodePool", "public")).toEqual([
    "eks/a/w at aws_eks_node_group.w.subnet_ids: false",
  ]);
  expect(facts(network(refersTo("local.subnets")), "CloudNodePool", "public")).toEqual([
    "eks/a/w at aws_eks_node_group.w.subnet_ids: unknown, its subnets are not in the input",
  ]);
});

it("follows references through outputs and variables of modules, and ends where they go in a circle", () => {
  const output = { expression: refersTo("aws_subnet.x", "var.given") };
  const calls = {
    module_calls: {
      vpc: {
        expressions: { given: refersTo("aws_subnet.public") },
        module: { outputs: { subnets: output } },
      },
    },
  };
  expect(
    facts(
      network(refersTo("module.vpc.subnets", "module.vpc"), calls),
      "CloudNodePool",
      "public",
    )[0],
  ).toMatch(/aws_subnet\.public\[0\] has a route from everywhere/);
  const circle = {
    module_calls: {
      vpc: {
        expressions: { given: refersTo("module.vpc.subnets") },
        module: { outputs: { subnets: { expression: refersTo("var.given") } } },
      },
    },
  };
  expect(facts(network(refersTo("module.vpc.subnets"), circle), "CloudNodePool", "public")).toEqual(
    ["eks/a/w at aws_eks_node_group.w.subnet_ids: unknown, its subnets are not in the input"],
  );
});

it("takes a launch template of the same plan, with its metadata options", () => {
  const plan = planOf(
    [
      {
        address: "aws_eks_node_group.w",
        values: { cluster_name: "a", node_group_name: "w", launch_template: [{}] },
        unknown: { launch_template: [{ id: true, version: true }] },
      },
      {
        address: "aws_launch_template.w",
        values: { metadata_options: [{ http_tokens: "required" }], key_name: "ops" },
        unknown: { id: true },
      },
    ],
    {
      resources: [
        {
          address: "aws_eks_node_group.w",
          expressions: {
            launch_template: [
              { id: refersTo("aws_launch_template.w.id", "aws_launch_template.w") },
            ],
          },
        },
        { address: "aws_launch_template.w", expressions: {} },
      ],
    },
  );
  expect(
    ["imdsTokens", "imdsHopLimit", "sshKey"].flatMap((name) => facts(plan, "CloudNodePool", name)),
  ).toEqual([
    'eks/a/w at aws_launch_template.w.metadata_options[0].http_tokens: "required"',
    "eks/a/w at aws_launch_template.w.metadata_options[0].http_put_response_hop_limit: 1",
    "eks/a/w at aws_launch_template.w.key_name: true",
  ]);
});

it("does not take a port for closed whose rules are known only after apply", () => {
  const plan = (values: JsonObject, unknown: JsonObject): JsonObject =>
    planOf([
      {
        address: "aws_eks_node_group.w",
        values: {
          cluster_name: "a",
          node_group_name: "w",
          launch_template: [{ id: "lt-1" }],
        },
      },
      {
        address: "aws_launch_template.w",
        values: { id: "lt-1", vpc_security_group_ids: ["sg-1"] },
      },
      { address: "aws_security_group.w", values: { id: "sg-1", ...values }, unknown },
    ]);
  const ssh = { protocol: "tcp", from_port: 22, to_port: 22 };
  const open = { ingress: [{ ...ssh, cidr_blocks: ["0.0.0.0/0"] }] };
  const closed = { ingress: [{ ...ssh, cidr_blocks: ["10.0.0.0/8"] }] };
  const later = { ingress: [{ cidr_blocks: true }] };
  expect(
    [
      plan(open, {}),
      plan(closed, {}),
      plan({ ingress: [ssh] }, later),
      plan({}, { ingress: true }),
    ].flatMap((each) => facts(each, "CloudNodePool", "sshFrom")),
  ).toEqual([
    'eks/a/w at aws_security_group.w.ingress[0]: ["0.0.0.0/0"]',
    'eks/a/w at aws_security_group.w.ingress[0]: ["10.0.0.0/8"]',
    "eks/a/w at aws_launch_template.w: unknown, rules of its security groups are known only after apply",
    "eks/a/w at aws_launch_template.w: unknown, rules of its security groups are known only after apply",
  ]);
});

it("reads what is planned, and nothing of what is deleted", () => {
  const gone = {
    ...planOf([]),
    resource_changes: [
      {
        address: "aws_eks_cluster.old",
        type: "aws_eks_cluster",
        change: { actions: ["delete"], before: { name: "old" }, after: null, after_unknown: {} },
      },
    ],
  };
  expect(facts(gone, "CloudCluster", "endpointPublic")).toEqual([]);
});

it("takes a launch template that is known only after apply for one that is not in the input", () => {
  const [address, values] = ["aws_eks_node_group.w", { cluster_name: "a", node_group_name: "w" }];
  const asked = (unknown: JsonObject): readonly string[] =>
    facts(planOf([{ address, values, unknown }]), "CloudNodePool", "kubeletFrom");
  expect(asked({ launch_template: true })).toEqual([
    "eks/a/w at aws_eks_node_group.w: unknown, the launch template is not in the input",
  ]);
  expect(asked({})).toEqual(["eks/a/w at aws_eks_node_group.w: []"]);
});
