import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import type { FactDocument, FactPlace } from "../snapshot/facts.ts";
import type { CloudResource, ResourceType, TerraformIdentity } from "./resource.ts";
import { snakeCase } from "./resource.ts";
import { createReferences, type References } from "./terraform-references.ts";

/*
 * The JSON of `terraform show -json` of a plan or state (hashicorp/terraform internal/command/jsonplan, jsonstate) and the file of a
 * state, version 4 (internal/states/statefile). A resource is named by its address.
 */

/** What the resources of Terraform's providers are. Data sources of networks describe what is there. */
const TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ["aws_eks_cluster", "eks-cluster"],
  ["aws_eks_node_group", "eks-node-group"],
  ["aws_eks_access_entry", "eks-access-entry"],
  ["aws_eks_access_policy_association", "eks-access-policy"],
  ["aws_eks_addon", "eks-addon"],
  ["aws_eks_pod_identity_association", "eks-pod-identity"],
  ["aws_iam_role_policy_attachment", "iam-attached-policies"],
  ["aws_iam_openid_connect_provider", "iam-oidc-provider"],
  ["aws_subnet", "aws-subnet"],
  ["aws_route_table", "aws-route-table"],
  ["aws_default_route_table", "aws-route-table"],
  ["aws_route", "aws-route"],
  ["aws_route_table_association", "aws-route-table-association"],
  ["aws_security_group", "aws-security-group"],
  ["aws_default_security_group", "aws-security-group"],
  ["aws_security_group_rule", "aws-security-group-rule"],
  ["aws_vpc_security_group_ingress_rule", "aws-security-group-rule"],
  ["aws_launch_template", "aws-launch-template"],
  ["aws_instance", "aws-instance"],
  ["azurerm_kubernetes_cluster", "aks-cluster"],
  ["azurerm_kubernetes_cluster_node_pool", "aks-node-pool"],
  ["azurerm_monitor_diagnostic_setting", "aks-diagnostic-setting"],
  ["azurerm_subnet", "azure-subnet"],
  ["azurerm_subnet_network_security_group_association", "azure-subnet"],
  ["azurerm_network_security_group", "azure-security-group"],
  ["azurerm_network_security_rule", "azure-security-rule"],
  ["google_container_cluster", "gke-cluster"],
  ["google_container_node_pool", "gke-node-pool"],
  ["google_compute_subnetwork", "gcp-subnet"],
  ["google_compute_firewall", "gcp-firewall"],
  ["google_compute_instance", "gcp-instance"],
  ["google_compute_project_metadata", "gcp-project"],
  ["google_compute_project_metadata_item", "gcp-project"],
]);

const OF_DATA: ReadonlySet<ResourceType> = new Set([
  "aws-subnet",
  "aws-route-table",
  "aws-security-group",
  "azure-subnet",
  "azure-security-group",
  "gcp-subnet",
]);

/** The resources of a plan or state that concern clusters. */
export function terraformResources(document: FactDocument): readonly CloudResource[] {
  const { value } = document;
  if (!isJsonObject(value)) return [];
  if (value["version"] === 4 && isJsonList(value["resources"])) return rawState(document, value);
  const isPlan = isJsonObject(value["planned_values"]);
  const start = isPlan ? "planned_values" : "values";
  const plan: Plan = {
    document,
    from: isPlan ? "plan" : "state",
    unknown: unknownValues(value),
    references: createReferences(objectAt(value, "configuration", "root_module")),
  };
  return modulesIn(objectAt(value, start, "root_module"), [start, "root_module"]).flatMap(
    ({ module, path }) =>
      listAt(module, "resources").flatMap((resource, index) =>
        resourceOf(plan, objectAt(resource), [...path, "resources", index]),
      ),
  );
}

interface Plan {
  readonly document: FactDocument;
  readonly from: TerraformIdentity["from"];
  /** By address. */
  readonly unknown: ReadonlyMap<string, JsonValue>;
  readonly references: References;
}

interface Module {
  readonly module: JsonObject;
  readonly path: FactPlace["path"];
}

/** A module and those in it. Not recursive: they can be nested as deeply as the reader lets them. */
function modulesIn(root: JsonObject, path: FactPlace["path"]): readonly Module[] {
  const found: Module[] = [];
  const waiting: Module[] = [{ module: root, path }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    found.push(next);
    for (const [index, child] of [...listAt(next.module, "child_modules").entries()].reverse()) {
      waiting.push({
        module: objectAt(child),
        path: [...next.path, "child_modules", index],
      });
    }
  }
  return found;
}

function unknownValues(document: JsonObject): ReadonlyMap<string, JsonValue> {
  return new Map(
    listAt(document, "resource_changes").map((change) => [
      textAt(change, "address"),
      valueAt(change, "change", "after_unknown") ?? {},
    ]),
  );
}

function resourceOf(
  { document, from, unknown, references }: Plan,
  resource: JsonObject,
  path: FactPlace["path"],
): readonly CloudResource[] {
  const type = typeOf(resource);
  const values = resource["values"];
  const address = textAt(resource, "address");
  if (!type || !isJsonObject(values) || address === "") return [];
  const index = resource["index"];
  const after = unknown.get(address);
  return [
    {
      type,
      shape: "terraform",
      at: { document, path: [...path, "values"], name: address },
      value: values,
      ...(after === undefined ? {} : { unknown: after }),
      terraform: {
        address,
        configured: withoutIndices(address),
        index: typeof index === "string" || typeof index === "number" ? index : undefined,
        from,
        refersTo: (argument) => references.of(withoutIndices(address), argument.map(snakeCase)),
        sets: (argument) => references.sets(withoutIndices(address), argument.map(snakeCase)),
      },
    },
  ];
}

function typeOf(resource: JsonObject): ResourceType | undefined {
  const type = TYPES.get(textAt(resource, "type"));
  return type && resource["mode"] === "data" && !OF_DATA.has(type) ? undefined : type;
}

/** `module.eks["a"].aws_subnet.b[0]` as the configuration has it: `module.eks.aws_subnet.b`. */
function withoutIndices(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");
}

/** The file of a state: instances of resources, without a configuration. */
function rawState(document: FactDocument, state: JsonObject): readonly CloudResource[] {
  const plan: Plan = {
    document,
    from: "state",
    unknown: new Map(),
    references: createReferences({}),
  };
  return listAt(state, "resources").flatMap((resource, at) => {
    const module = textAt(resource, "module");
    const data = textAt(resource, "mode") === "data" ? "data." : "";
    const own = `${data}${textAt(resource, "type")}.${textAt(resource, "name")}`;
    return listAt(resource, "instances").flatMap((instance, index) => {
      const key = valueAt(instance, "index_key");
      const suffix = key === undefined ? "" : `[${JSON.stringify(key)}]`;
      const path = ["resources", at, "instances", index];
      return resourceOf(
        plan,
        {
          ...objectAt(resource),
          address: `${module === "" ? "" : `${module}.`}${own}${suffix}`,
          index: key ?? null,
          values: objectAt(instance, "attributes"),
        },
        path,
      ).map((each) => ({ ...each, at: { ...each.at, path: [...path, "attributes"] } }));
    });
  });
}
