import { isJsonObject, type JsonObject, objectAt, textAt } from "@watertight/core/kubernetes";
import type { CompiledPolicy } from "./compiled.ts";
import { labelsOf, selects } from "./selectors.ts";

/*
 * What a binding gives a policy as params (CollectParams of k8s.io/apiserver/pkg/admission/plugin/policy/generic/policy_dispatcher.go).
 */

/** The objects of a kind, and whether they are in namespaces; undefined where that is not known. */
export interface ParamObjects {
  readonly isNamespaced: boolean | undefined;
  readonly objects: readonly JsonObject[];
}

/** Objects of a kind; `unknown` where there is no such kind. */
export type ParamsOfKind = (apiVersion: string, kind: string) => ParamObjects | "unknown";

/** Null stands for none: a policy without params is evaluated once all the same. */
export type CollectedParams =
  | { readonly params: readonly (JsonObject | null)[] }
  | { readonly error: string };

const NO_PARAM: CollectedParams = { params: [null] };

export function collectParams(
  { paramKind }: CompiledPolicy,
  paramRef: JsonObject | undefined,
  namespace: string,
  ofKind: ParamsOfKind,
): CollectedParams {
  if (paramKind === undefined || paramRef === undefined) {
    return NO_PARAM;
  }
  const known = ofKind(paramKind.apiVersion, paramKind.kind);
  if (known === "unknown") {
    const kind = `&ParamKind{APIVersion:${paramKind.apiVersion},Kind:${paramKind.kind},}`;
    return { error: `paramKind kind \`${kind}\` not known` };
  }
  const place = placeOf(known, textAt(paramRef, "namespace"), namespace);
  if ("error" in place) {
    return place;
  }
  const found = chosen(place.objects, paramRef);
  if ("error" in found) {
    return found;
  }
  return found.params.length === 0 && paramRef["parameterNotFoundAction"] === "Deny"
    ? { error: "no params found for policy binding with `Deny` parameterNotFoundAction" }
    : found;
}

type Place = { readonly objects: readonly JsonObject[] } | { readonly error: string };

/** The objects that the binding may mean. */
function placeOf({ isNamespaced, objects }: ParamObjects, given: string, own: string): Place {
  if (isNamespaced === false) {
    return given === ""
      ? { objects }
      : { error: "paramRef.namespace must not be provided for a cluster-scoped `paramKind`" };
  }
  const namespace = given || own;
  if (isNamespaced === true && namespace === "") {
    return {
      error:
        "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources",
    };
  }
  const isThere = (object: JsonObject): boolean => {
    const at = textAt(object, "metadata", "namespace");
    return at === namespace || (isNamespaced === undefined && at === "");
  };
  return { objects: objects.filter(isThere) };
}

function chosen(objects: readonly JsonObject[], paramRef: JsonObject): CollectedParams {
  const name = textAt(paramRef, "name");
  const selector = paramRef["selector"];
  if (name !== "") {
    return isJsonObject(selector)
      ? { error: "paramRef.name and paramRef.selector are mutually exclusive" }
      : { params: objects.filter((each) => textAt(each, "metadata", "name") === name).slice(0, 1) };
  }
  if (!isJsonObject(selector)) {
    return { error: "one of name or selector must be provided" };
  }
  return selected(objects, objectAt(selector));
}

function selected(objects: readonly JsonObject[], selector: JsonObject): CollectedParams {
  const params: JsonObject[] = [];
  for (const each of objects) {
    const fits = selects(selector, labelsOf(each));
    if (typeof fits === "string") {
      return { error: fits };
    }
    if (fits) {
      params.push(each);
    }
  }
  return { params };
}
