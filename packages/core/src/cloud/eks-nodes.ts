import { isJsonList } from "../kubernetes/json.ts";
import { listAt, textAt, textsAt } from "../kubernetes/json-fields.ts";
import type { PlacedFact } from "../snapshot/facts.ts";
import { groupsNamed, reachFact, subnetKind, subnetsNamed } from "./aws-network.ts";
import { EKS_POOL_RULES, METADATA_RULES } from "./eks-rules.ts";
import type { Inventory, Linked } from "./inventory.ts";
import { eksPoolNetwork } from "./pool-networks.ts";
import { type CloudResource, find, scalarText, textOf } from "./resource.ts";
import { factsBy } from "./rules.ts";

/** What there is to know of a node group, with its launch template, subnets and role. */
export function eksPoolFacts(pool: CloudResource, inventory: Inventory): Map<string, PlacedFact> {
  const facts = factsBy(EKS_POOL_RULES, pool);
  const template = templateOf(pool, inventory);
  facts.set("public", publicFact(pool, template, inventory));
  facts.set("sshKey", keyFact(pool, template));
  facts.set("sshFrom", sshFact(pool, template, inventory));
  facts.set("kubeletFrom", kubeletFact(pool, template, inventory));
  facts.set("sessionAccess", sessionFact(pool, inventory));
  for (const [name, fact] of metadataFacts(pool, template)) facts.set(name, fact);
  for (const [name, fact] of eksPoolNetwork(pool, template, inventory)) facts.set(name, fact);
  return facts;
}

interface Template {
  /** Whether the pool names one. */
  readonly isNamed: boolean;
  readonly resource: CloudResource | undefined;
}

const TEMPLATE_PATHS = ["launchTemplate.id", "launchTemplate.name"];

/** The version of the launch template that the pool names; of Terraform's, which has one, that. */
function templateOf(pool: CloudResource, inventory: Inventory): Template {
  const isNamed = namesTemplate(pool);
  if (pool.shape === "cluster-api") return { isNamed, resource: undefined };
  const found = TEMPLATE_PATHS.flatMap(
    (path) =>
      inventory.named({ from: pool, path }, "aws-launch-template", [
        "LaunchTemplateId",
        "LaunchTemplateName",
        "id",
        "name",
      ]).found,
  );
  const { value: version } = find(pool, "launchTemplate.version");
  const exact = found.find(
    (each) => scalarText(find(each, "VersionNumber").value) === scalarText(version),
  );
  const byName = version === "$Default" ? "DefaultVersion" : undefined;
  const marked = found.find((each) => byName !== undefined && find(each, byName).value === true);
  const isTerraform = pool.shape === "terraform" || found.length === 1;
  return { isNamed, resource: exact ?? marked ?? (isTerraform ? found[0] : undefined) };
}

/** A block that is known only after apply names one all the same. */
function namesTemplate(pool: CloudResource): boolean {
  const { value, unknown } = find(pool, "launchTemplate", "awsLaunchTemplate");
  const isThere = value !== undefined && !(isJsonList(value) && value.length === 0);
  return isThere || unknown || TEMPLATE_PATHS.some((path) => find(pool, path).unknown);
}

function publicFact(
  pool: CloudResource,
  { resource: template }: Template,
  inventory: Inventory,
): PlacedFact {
  const own = find(pool, "privateNetworking");
  if (pool.shape === "eksctl") {
    return own.value === true
      ? { value: false, at: own.at }
      : {
          value: true,
          assumed: "eksctl puts nodes into public subnets unless privateNetworking is set",
          at: own.at,
        };
  }
  const addresses =
    template &&
    find(
      template,
      "LaunchTemplateData.NetworkInterfaces.AssociatePublicIpAddress",
      "network_interfaces.associate_public_ip_address",
    );
  if (addresses && (addresses.value === true || addresses.value === "true")) {
    return { value: "the launch template gives nodes public addresses", at: addresses.at };
  }
  const path =
    pool.shape === "cluster-api"
      ? "subnetIDs"
      : pool.shape === "terraform"
        ? "subnet_ids"
        : "subnets";
  return bySubnets(pool, path, subnetsNamed(pool, path, inventory), inventory);
}

function bySubnets(
  pool: CloudResource,
  path: string,
  linked: Linked,
  inventory: Inventory,
): PlacedFact {
  const { at } = find(pool, path);
  const kinds = linked.found.map((subnet) => subnetKind(subnet, inventory));
  const open = kinds.find((each) => each.kind === "public");
  if (open) return { value: open.because, at };
  const unknown = kinds.find((each) => each.kind === "unknown");
  if (unknown) return { unknown: unknown.because, at };
  if (linked.empty) return { unknown: "its subnets are not named", at };
  return linked.complete
    ? { value: false, at }
    : { unknown: "its subnets are not in the input", at };
}

const KEY_PATHS = ["remoteAccess.ec2SshKey", "remoteAccess.sshKeyName", "ssh.publicKeyName"];

function keyFact(pool: CloudResource, { isNamed, resource }: Template): PlacedFact {
  const own = find(pool, ...pathsIn(pool, KEY_PATHS, "remote_access.ec2_ssh_key"));
  if (own.unknown) return { value: true, at: own.at };
  if (typeof own.value === "string" && own.value !== "") return { value: true, at: own.at };
  if (pool.shape === "eksctl") {
    const allowed = find(pool, "ssh.allow");
    return { value: allowed.value === true, at: allowed.at };
  }
  if (!isNamed)
    return { value: false, assumed: "a node group has no key where none is named", at: own.at };
  if (!resource) return { unknown: "the launch template is not in the input", at: own.at };
  const key = find(resource, "LaunchTemplateData.KeyName", "key_name");
  return { value: key.unknown || (typeof key.value === "string" && key.value !== ""), at: key.at };
}

/** With a key and no groups, EKS opens port 22 to everybody. */
function sshFact(pool: CloudResource, template: Template, inventory: Inventory): PlacedFact {
  const key = find(pool, ...pathsIn(pool, KEY_PATHS, "remote_access.ec2_ssh_key"));
  const isAllowed = find(pool, "ssh.allow").value === true;
  if (!key.unknown && textAt(key.value) === "" && !isAllowed) {
    return portFact(pool, template, inventory, 22);
  }
  const groups = find(
    pool,
    ...pathsIn(pool, GROUP_PATHS, "remote_access.source_security_group_ids"),
  );
  const ids = textsAt(groups.value);
  if (groups.unknown || listAt(groups.value).length > 0) {
    return { value: ids.length > 0 ? ids : ["security groups of the plan"], at: groups.at };
  }
  return (
    capiLimit(pool) ?? {
      value: ["0.0.0.0/0"],
      assumed: "EKS opens port 22 to every address where a key and no security group is named",
      at: groups.at,
    }
  );
}

const GROUP_PATHS = ["remoteAccess.sourceSecurityGroups", "ssh.sourceSecurityGroupIds"];

function pathsIn(
  { shape }: CloudResource,
  paths: readonly string[],
  terraform: string,
): readonly string[] {
  return shape === "terraform" ? [terraform] : paths;
}

/** Cluster API opens it only where `public` says so. */
function capiLimit(pool: CloudResource): PlacedFact | undefined {
  if (pool.shape !== "cluster-api") return undefined;
  const open = find(pool, "remoteAccess.public");
  return open.value === true ? undefined : { value: [], at: open.at };
}

function kubeletFact(pool: CloudResource, template: Template, inventory: Inventory): PlacedFact {
  return portFact(pool, template, inventory, 10250);
}

function portFact(
  pool: CloudResource,
  { isNamed, resource }: Template,
  inventory: Inventory,
  port: number,
): PlacedFact {
  if (!isNamed) {
    return {
      value: [],
      assumed: "the security group that EKS makes lets in only itself",
      at: pool.at,
    };
  }
  if (!resource) return { unknown: "the launch template is not in the input", at: pool.at };
  const paths =
    resource.shape === "terraform"
      ? ["vpc_security_group_ids", "network_interfaces.security_groups"]
      : ["LaunchTemplateData.SecurityGroupIds", "LaunchTemplateData.NetworkInterfaces.Groups"];
  const linked = paths.map((path) => groupsNamed(resource, path, inventory));
  const groups = linked.flatMap(({ found }) => found);
  if (linked.every(({ empty }) => empty)) {
    return {
      value: [],
      assumed: "the security group that EKS makes lets in only itself",
      at: pool.at,
    };
  }
  return reachFact(
    {
      ...{ groups, port, at: resource.at },
      complete: linked.every(({ complete }) => complete),
      missing: "the security groups of the launch template are not in the input",
    },
    inventory,
  );
}

const CORE_POLICY = /\/AmazonSSMManagedInstanceCore$/;

/** Whether Session Manager gives a shell: the node role has its policy. */
function sessionFact(pool: CloudResource, inventory: Inventory): PlacedFact {
  if (pool.shape === "eksctl") return eksctlSession(pool);
  const role = find(pool, "nodeRole", "node_role_arn", "roleName");
  const policies = inventory.of("iam-attached-policies");
  const own = policies.filter((each) => isOfRole(each, pool, scalarText(role.value)));
  const core = own.find((each) => policiesIn(each).some((arn) => CORE_POLICY.test(arn)));
  if (core) return { value: true, at: role.at };
  return own.length === 0
    ? { unknown: "the policies of the node role are not in the input", at: role.at }
    : { value: false, at: role.at };
}

function eksctlSession(pool: CloudResource): PlacedFact {
  const policies = find(pool, "iam.attachPolicyARNs");
  if (policies.value === undefined) {
    return {
      value: true,
      assumed: "eksctl attaches the policy unless policies are given",
      at: policies.at,
    };
  }
  const arns = isJsonList(policies.value) ? policies.value.map(String) : [];
  return { value: arns.some((arn) => CORE_POLICY.test(arn)), at: policies.at };
}

/** `list-attached-role-policies` does not name the role: an answer for one role is that of the one in its file's name, or the only one. */
function isOfRole(policies: CloudResource, pool: CloudResource, arn: string): boolean {
  const role = arn.slice(arn.lastIndexOf("/") + 1);
  if (policies.shape === "terraform") {
    const named = textOf(policies, "role");
    if (named !== "" && role !== "") return named === role;
    const mine = pool.terraform?.refersTo(["node_role_arn"]) ?? [];
    const theirs = policies.terraform?.refersTo(["role"]) ?? [];
    return theirs.some((each) => mine.includes(each));
  }
  const { origin } = policies.at.document;
  const file = origin.from === "file" ? origin.file : "";
  return role !== "" && file.includes(role);
}

function policiesIn(policies: CloudResource): readonly string[] {
  return policies.shape === "terraform"
    ? [textOf(policies, "policy_arn")]
    : listAt(policies.value, "AttachedPolicies").map((each) => textAt(each, "PolicyArn"));
}

function metadataFacts(
  pool: CloudResource,
  { isNamed, resource }: Template,
): Map<string, PlacedFact> {
  if (pool.shape === "cluster-api") return capiMetadata(pool);
  if (pool.shape === "eksctl") return eksctlMetadata(pool);
  if (resource && hasOptions(resource)) return factsBy(METADATA_RULES, resource);
  const unknown =
    isNamed && !resource
      ? "the launch template is not in the input"
      : "the image or the account's default decides it";
  const at = (resource ?? pool).at;
  return new Map(METADATA_RULES.map(({ name }) => [name, { unknown, at }]));
}

function hasOptions(template: CloudResource): boolean {
  const { value, unknown } = find(
    template,
    "LaunchTemplateData.MetadataOptions",
    "metadata_options",
  );
  return unknown || (value !== undefined && !(isJsonList(value) && value.length === 0));
}

/** Cluster API's defaults: optional tokens, one hop. */
function capiMetadata(pool: CloudResource): Map<string, PlacedFact> {
  const tokens = find(pool, "awsLaunchTemplate.instanceMetadataOptions.httpTokens");
  const hops = find(pool, "awsLaunchTemplate.instanceMetadataOptions.httpPutResponseHopLimit");
  return new Map<string, PlacedFact>([
    [
      "imdsTokens",
      typeof tokens.value === "string"
        ? { value: tokens.value, at: tokens.at }
        : { value: "optional", assumed: "Cluster API makes tokens optional", at: tokens.at },
    ],
    [
      "imdsHopLimit",
      typeof hops.value === "number"
        ? { value: hops.value, at: hops.at }
        : { value: 1, assumed: "Cluster API sets one hop", at: hops.at },
    ],
  ]);
}

/** eksctl turns version 1 off unless it is told not to; pods reach the service unless that is turned off. */
function eksctlMetadata(pool: CloudResource): Map<string, PlacedFact> {
  const first = find(pool, "disableIMDSv1");
  const pods = find(pool, "disablePodIMDS");
  return new Map<string, PlacedFact>([
    [
      "imdsTokens",
      first.value === undefined
        ? { value: "required", assumed: "eksctl turns version 1 off", at: first.at }
        : { value: first.value === true ? "required" : "optional", at: first.at },
    ],
    [
      "imdsHopLimit",
      pods.value === undefined
        ? { value: 2, assumed: "eksctl sets two hops", at: pods.at }
        : { value: pods.value === true ? 1 : 2, at: pods.at },
    ],
  ]);
}
