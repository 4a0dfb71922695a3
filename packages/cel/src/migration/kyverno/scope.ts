import type { ApiType } from "@watertight/core/kubernetes";
import { structureOfKind } from "@watertight/core/kubernetes";
import { type OneValue, oneValue, type Roots } from "./values.ts";

/*
 * What a rule is asked of: the object, or, for rules on Pods that Kyverno writes for controllers too, the pod template in it.
 */

/** A template of a Pod, wherever it stands in an object. */
export function podIn(object: string): string {
  const inJob = `${object}.spec.jobTemplate.spec.template`;
  return `${object}.kind == 'Pod' ? ${object} : ${object}.kind == 'CronJob' ? ${inJob} : ${object}.spec.template`;
}

export interface Scope {
  /** The object of the request. */
  readonly object: string;
  /** What patterns are asked of: the object or the pod in it. */
  readonly root: string;
  readonly type: ApiType | undefined;
  readonly roots: Roots;
}

const POD = structureOfKind("v1", "Pod");
/** A text, as the API's schema has it. */
const TEXT = POD?.fields.get("kind");
/** What every object has. */
const ANY_KIND: ApiType = {
  shape: "structure",
  name: "",
  fields: new Map(
    [...(POD?.fields ?? [])].filter(([name]) => ["apiVersion", "kind", "metadata"].includes(name)),
  ),
};

const USER = ["username", "uid", "groups"];
const REQUEST = ["name", "namespace", "operation"];

interface Wanted {
  readonly object: string;
  readonly root: string;
  /** The one kind that the rule is for; undefined where there are several. */
  readonly kind: { readonly apiVersion: string; readonly kind: string } | undefined;
}

/** The scope of a rule. */
export function scopeOf({ object, root, kind }: Wanted): Scope {
  const type = (kind && structureOfKind(kind.apiVersion, kind.kind)) ?? ANY_KIND;
  const roots: Roots = (names) => {
    const [first, second, third] = names;
    if (first !== "request") {
      return;
    }
    if (second === "object") {
      return objectRoot({ object, root, type }, third);
    }
    return requestRoot(second ?? "", third);
  };
  return { object, root, type, roots };
}

function objectRoot(
  { object, root, type }: Pick<Scope, "object" | "root" | "type">,
  next: string | undefined,
): { readonly value: OneValue; readonly used: number } {
  // In the rules that Kyverno writes for controllers it replaces `request.object.spec` and `request.object.metadata` alone.
  const isPods = next === "spec" || next === "metadata";
  const value = isPods || root === object ? oneValue(root, type) : oneValue(object);
  const isAlways = next === "kind" || next === "apiVersion";
  return isAlways ? { value: oneValue(`${object}.${next}`, TEXT), used: 3 } : { value, used: 2 };
}

function requestRoot(
  name: string,
  next: string | undefined,
): { readonly value: OneValue; readonly used: number } | undefined {
  if (name === "userInfo" && next !== undefined && USER.includes(next)) {
    const type: ApiType | undefined =
      next === "groups" && TEXT ? { shape: "list", item: TEXT } : TEXT;
    return { value: oneValue(`request.userInfo.${next}`, type), used: 3 };
  }
  return REQUEST.includes(name) ? { value: oneValue(`request.${name}`, TEXT), used: 2 } : undefined;
}

/** The scope within a list that a rule goes through. */
export function scopeOfElement(scope: Scope, each: string, type: ApiType | undefined): Scope {
  return {
    ...scope,
    root: each,
    type,
    roots: (names) =>
      names[0] === "element" ? { value: oneValue(each, type), used: 1 } : scope.roots(names),
  };
}
