import { decodeStructure } from "../../kubernetes/decode.ts";
import { isJsonObject, type JsonObject } from "../../kubernetes/json.ts";
import { listAt } from "../../kubernetes/json-fields.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import { type CompiledSelector, compileSelector } from "../../kubernetes/selectors.ts";
import type { AccessRole } from "../model.ts";

/**
 * Whether a role can be rewritten: it is one object of the input, neither Kubernetes nor a controller writes it, and no other
 * role gathers its rules.
 */
export function createEditable(roles: readonly AccessRole[]): (role: AccessRole) => boolean {
  const selectors = roles.flatMap(({ objects }) =>
    objects.flatMap(({ object }) => selectorsOf(object)),
  );
  return ({ kind, objects }) => {
    const [written, ...more] = objects;
    if (!written || more.length > 0 || isJsonObject(written.object["aggregationRule"]))
      return false;
    const labels = stringMapOf(written.object, "labels");
    if (labels["kubernetes.io/bootstrapping"] !== undefined) return false;
    // Those of Kubernetes gather by these labels even where the input does not show them.
    const isGathered = Object.keys(labels).some((label) => label.startsWith(AGGREGATE_TO));
    return !(
      kind === "ClusterRole" &&
      (isGathered || selectors.some(({ selects }) => selects(labels)))
    );
  };
}

const AGGREGATE_TO = "rbac.authorization.k8s.io/aggregate-to-";

function selectorsOf(object: JsonObject): readonly CompiledSelector[] {
  const rule = object["aggregationRule"];
  if (!isJsonObject(rule)) return [];
  return listAt(rule["clusterRoleSelectors"]).map((selector) =>
    compileSelector(decodeStructure("LabelSelector", selector).value),
  );
}
