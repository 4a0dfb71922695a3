import type { FieldPath } from "../kubernetes/field-path.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { textAt, textsAt } from "../kubernetes/json-fields.ts";
import { type FactPlace, placeBelow } from "../snapshot/facts.ts";

/** In which spelling a document describes something: as a cloud's API does, or what makes it. */
export type Shape = "api" | "terraform" | "cluster-api" | "eksctl";

/** What a resource is, in one word for all shapes. */
export type ResourceType =
  | "eks-cluster"
  | "eks-node-group"
  | "eks-access-entry"
  | "eks-access-policy"
  | "eks-addon"
  | "eks-pod-identity"
  | "eks-create-event"
  | "iam-attached-policies"
  | "iam-oidc-provider"
  | "ssm-instance"
  | "aws-subnet"
  | "aws-route-table"
  | "aws-route"
  | "aws-route-table-association"
  | "aws-security-group"
  | "aws-security-group-rule"
  | "aws-launch-template"
  | "aws-instance"
  | "aks-cluster"
  | "aks-node-pool"
  | "aks-diagnostic-setting"
  | "azure-subnet"
  | "azure-security-group"
  | "azure-security-rule"
  | "azure-scale-set"
  | "gke-cluster"
  | "gke-node-pool"
  | "gcp-subnet"
  | "gcp-firewall"
  | "gcp-instance"
  | "gcp-project"
  | "network-plug-ins";

/** One thing of a cloud, as a document describes it. */
export interface CloudResource {
  readonly type: ResourceType;
  readonly shape: Shape;
  /** The mapping that describes it. */
  readonly at: FactPlace;
  readonly value: JsonObject;
  /** Terraform: what of it is known only after apply, `true` at each such place. */
  readonly unknown?: JsonValue;
  readonly terraform?: TerraformIdentity;
  /** What the shape cannot say, but the place where it was found does: the cluster that a pool is listed in. */
  readonly parent?: CloudResource;
  /** Of an object of Kubernetes: what that is called. */
  readonly name?: string;
}

/** How other resources of a plan refer to one. */
export interface TerraformIdentity {
  readonly address: string;
  /** The address without indices, as the configuration has it. */
  readonly configured: string;
  readonly index: string | number | undefined;
  /** A state's values are known, and some of them are the provider's guesses. */
  readonly from: "plan" | "state";
  /** The configured addresses that an argument's expression refers to; undefined where the argument is not set or refers elsewhere. */
  readonly refersTo: (argument: readonly string[]) => readonly string[] | undefined;
  /** Whether the configuration sets an argument; undefined where the document has no configuration. */
  readonly sets: (argument: readonly string[]) => boolean | undefined;
}

/** A field that was looked for. */
export interface Found {
  readonly at: FactPlace;
  /** Undefined where it is absent, null or unknown. */
  readonly value: JsonValue | undefined;
  /** Terraform: it is known only after apply. */
  readonly unknown: boolean;
}

/**
 * The field at the first of some dotted paths that the resource has. Keys are compared without case and underscores, as every tool
 * spells them in its own way; a list on the way stands for its first item, as Terraform has blocks; Azure's `properties` may be there.
 */
export function find(resource: CloudResource, ...paths: readonly string[]): Found {
  let absent: Found | undefined;
  for (const path of paths) {
    const found = findOne(resource, path.split("."));
    if (found.value !== undefined || found.unknown) return found;
    absent ??= found;
  }
  return absent ?? { at: resource.at, value: undefined, unknown: false };
}

function findOne(resource: CloudResource, keys: readonly string[]): Found {
  const { value, unknown, at } = resource;
  const properties = value["properties"];
  const [first = ""] = keys;
  const start: Walk =
    isJsonObject(properties) && keyIn(value, first) === undefined
      ? { path: ["properties"], value: properties, unknown: undefined }
      : { path: [], value, unknown };
  const end = keys.reduce<Walk>((walk, key) => stepInto(walk, key, resource.shape), start);
  return {
    at: placeBelow(at, end.path),
    value: end.unknown === true ? undefined : (end.value ?? undefined),
    unknown: end.unknown === true,
  };
}

interface Walk {
  readonly path: FieldPath;
  readonly value: JsonValue | undefined;
  readonly unknown: JsonValue | undefined;
}

function stepInto(walk: Walk, key: string, shape: Shape): Walk {
  if (walk.unknown === true) {
    return { path: [...walk.path, spelled(key, shape)], value: undefined, unknown: true };
  }
  const { path, value, unknown } = firstOf(walk);
  const name = keyIn(value, key) ?? keyIn(unknown, key) ?? spelled(key, shape);
  return {
    path: [...path, name],
    value: isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined,
    unknown: isJsonObject(unknown) && Object.hasOwn(unknown, name) ? unknown[name] : undefined,
  };
}

/** A block of Terraform is a list of one. */
function firstOf({ path, value, unknown }: Walk): Walk {
  if (!isJsonList(value) && !isJsonList(unknown)) return { path, value, unknown };
  const hasItem = isJsonList(value) && value.length > 0;
  return {
    path: hasItem ? [...path, 0] : path,
    value: isJsonList(value) ? value[0] : undefined,
    unknown: isJsonList(unknown) ? unknown[0] : unknown,
  };
}

function keyIn(value: JsonValue | undefined, wanted: string): string | undefined {
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, wanted)) return wanted;
  const plain = plainKey(wanted);
  return Object.keys(value).find((key) => plainKey(key) === plain);
}

/** A key without case and underscores. */
function plainKey(key: string): string {
  return key.replaceAll("_", "").toLowerCase();
}

function spelled(key: string, shape: Shape): string {
  return shape === "terraform" ? snakeCase(key) : key;
}

/** `enablePrivateNodes` as Terraform has it. */
export function snakeCase(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

/** The text of a field; "" where it is absent, unknown or none. */
export function textOf(resource: CloudResource, ...paths: readonly string[]): string {
  return textAt(find(resource, ...paths).value);
}

/** The texts of a list; empty where there is none. */
export function textsOf(resource: CloudResource, ...paths: readonly string[]): readonly string[] {
  return textsAt(find(resource, ...paths).value);
}

/** A text, number or boolean as text; "" for whatever else. */
export function scalarText(value: JsonValue | undefined): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}

/** The items of a list with their places; mappings only. */
export function itemsOf(
  resource: CloudResource,
  ...paths: readonly string[]
): readonly CloudResource[] {
  const { value, at } = find(resource, ...paths);
  if (!isJsonList(value)) return [];
  return value.flatMap((item, index) =>
    isJsonObject(item) ? [{ ...part(resource), value: item, at: placeBelow(at, [index]) }] : [],
  );
}

/** A part of a resource is no resource of the plan. */
function part({ type, shape }: CloudResource): Pick<CloudResource, "type" | "shape"> {
  return { type, shape };
}
