import type { ConfiguredDefaults } from "@watertight/core/configuration";
import {
  isJsonObject,
  isKubernetesObject,
  type JsonObject,
  jsonPatchBetween,
  type KubernetesObject,
  listAt,
  objectAt,
  podTemplatesOf,
  sameJson,
  stringifyJson,
  textAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { withoutTokenVolume, withResources } from "./defaults.ts";
import type { Gate } from "./gate.ts";
import { type ImageDecisions, imagesOf, withDigests } from "./images.ts";
import type { GateRequest } from "./request.ts";
import { type GateResponse, refusalOf } from "./response.ts";
import { isInScope } from "./scope.ts";

/** Marks a Namespace whose default objects are still to be made. */
export const PENDING_ANNOTATION = "watertight.dev/defaults";

/** What the mutating webhook answers: the object with the defaults of the configuration, and as the policies leave it. */
export function mutated(
  request: GateRequest,
  gate: Gate,
  {
    encode,
    images,
  }: { readonly encode: (text: string) => string; readonly images?: ImageDecisions | undefined },
): GateResponse {
  const { uid, json, object } = request;
  if (!object) return { uid, allowed: true };
  const { changed: filled, status } = filledAndChanged(request, object, gate);
  if (status !== undefined) {
    const reasons = [textAt(status, "message")];
    return gate.isExempt(request.namespace)
      ? { uid, allowed: true, warnings: reasons }
      : { uid, allowed: false, status: refusalOf(reasons, []) };
  }
  const after = withDigests(request, gate, { object: filled, decisions: images });
  // What the API server has sent, without what was filled in to read it.
  const before = objectAt(json, "object");
  const changed = { ...after, metadata: metadataOf(after, before) };
  if (sameJson(before, changed)) return { uid, allowed: true };
  const patch = stringifyJson(jsonPatchBetween(before, changed));
  return { uid, allowed: true, patchType: "JSONPatch", patch: encode(patch) };
}

/** The object with the defaults of the configuration and the policies' changes; a status where a policy fails. */
function filledAndChanged(
  request: GateRequest,
  object: KubernetesObject,
  gate: Gate,
): { readonly changed: JsonObject; readonly status: JsonObject | undefined } {
  const defaulted = withDefaults(request, object, gate);
  const outcome = gate.policies.mutate({ ...request.json, object: defaulted });
  return { changed: outcome?.object ?? defaulted, status: outcome?.status };
}

/** The images that are decided about before the mutating webhook answers: those that its own changes leave. */
export function imagesToPin(request: GateRequest, gate: Gate): readonly string[] {
  const { object } = request;
  if (object?.kind !== "Pod" || imagesOf(request, gate).length === 0) return [];
  const { changed } = filledAndChanged(request, object, gate);
  return isKubernetesObject(changed) ? imagesOf(request, gate, changed) : [];
}

/** A namespace that stands in the request alone is nobody's change. */
function metadataOf(after: JsonObject, before: JsonObject): JsonObject {
  const { namespace, ...rest } = objectAt(after, "metadata");
  const stood = valueAt(before, "metadata", "namespace");
  return namespace === undefined || stood === undefined ? rest : { namespace, ...rest };
}

function withDefaults(
  request: GateRequest,
  object: KubernetesObject,
  gate: Gate,
): KubernetesObject {
  const { resource, group, subresource } = request;
  if (subresource !== "") return object;
  return group === "" && resource === "namespaces"
    ? markedNamespace(request, object, gate)
    : filledObject(request, object, gate);
}

function markedNamespace(
  { operation, name }: GateRequest,
  object: KubernetesObject,
  gate: Gate,
): KubernetesObject {
  const { newNamespaces = [] } = gate.configuration.admission;
  const isMeant = operation === "CREATE" && newNamespaces.some((each) => isInScope(each, name));
  return isMeant ? pending(object) : object;
}

function filledObject(
  { operation, namespace, oldObject }: GateRequest,
  object: KubernetesObject,
  gate: Gate,
): KubernetesObject {
  if (gate.isExempt(namespace)) return object;
  const { defaults = [] } = gate.configuration.admission;
  const rules = defaults.filter((each) => isInScope(each, namespace));
  if (rules.length === 0) return object;
  if (operation === "UPDATE" && !mayChange(object, oldObject)) return object;
  return podTemplatesOf(object).reduce((changed, { path }) => {
    const keys = path.filter((segment) => typeof segment === "string");
    // Only the templates of the API's own kinds, whose paths have no lists in them.
    return keys.length === path.length ? defaultedAt(changed, keys, { rules, gate }) : changed;
  }, object);
}

function pending(object: KubernetesObject): KubernetesObject {
  const metadata = objectAt(object, "metadata");
  const annotations = { ...objectAt(metadata, "annotations"), [PENDING_ANNOTATION]: "pending" };
  return { ...object, metadata: { ...metadata, annotations } };
}

/** Pods and Jobs cannot be changed later, and a template that stays as it is need not roll out anew. */
function mayChange(object: KubernetesObject, before: KubernetesObject | undefined): boolean {
  if (!before || object.kind === "Pod" || object.kind === "Job") return false;
  return !sameJson(objectAt(object, "spec", "template"), objectAt(before, "spec", "template"));
}

interface Filling {
  readonly rules: readonly ConfiguredDefaults[];
  readonly gate: Gate;
}

function defaultedAt(
  object: KubernetesObject,
  keys: readonly string[],
  filling: Filling,
): KubernetesObject {
  const namespace = textAt(object, "metadata", "namespace");
  const isPod = keys.length === 0;
  const change = (value: JsonObject, [key, ...rest]: readonly string[]): JsonObject =>
    key === undefined
      ? { ...value, spec: filled(objectAt(value, "spec"), { ...filling, namespace, isPod }) }
      : { ...value, [key]: change(objectAt(value, key), rest) };
  return { ...object, ...change(object, keys) };
}

function filled(
  spec: JsonObject,
  {
    rules,
    gate,
    namespace,
    isPod,
  }: Filling & { readonly namespace: string; readonly isPod: boolean },
): JsonObject {
  let changed = spec;
  for (const rule of rules) {
    if (rule.seccompProfile !== undefined) changed = withSeccomp(changed, rule.seccompProfile);
    if (rule.automountServiceAccountToken !== undefined) {
      changed = withAutomount(changed, rule.automountServiceAccountToken, {
        gate,
        namespace,
        isPod,
      });
    }
    if (rule.resources) changed = withResources(changed, rule.resources);
  }
  return changed;
}

function withSeccomp(spec: JsonObject, type: string): JsonObject {
  const isWindows = textAt(spec, "os", "name") === "windows";
  const context = objectAt(spec, "securityContext");
  if (isWindows || isJsonObject(context["seccompProfile"])) return spec;
  return { ...spec, securityContext: { ...context, seccompProfile: { type } } };
}

function withAutomount(
  spec: JsonObject,
  isMounted: boolean,
  {
    gate,
    namespace,
    isPod,
  }: { readonly gate: Gate; readonly namespace: string; readonly isPod: boolean },
): JsonObject {
  if (valueAt(spec, "automountServiceAccountToken") !== undefined) return spec;
  if (accountSays(spec, gate, namespace)) return spec;
  const stated = { ...spec, automountServiceAccountToken: isMounted };
  // The API server's own admission has mounted it into a Pod already.
  return isPod && !isMounted && listAt(spec, "volumes").length > 0
    ? withoutTokenVolume(stated)
    : stated;
}

/** Whether the pod's service account says itself whether its token is mounted. */
function accountSays(spec: JsonObject, { surroundings }: Gate, namespace: string): boolean {
  const name = textAt(spec, "serviceAccountName") || "default";
  const account = surroundings
    .clusterOf(namespace)
    .snapshot.find({ apiVersion: "v1", kind: "ServiceAccount", namespace, name });
  return valueAt(account?.object, "automountServiceAccountToken") !== undefined;
}
