import type { Edit } from "../../hypergraph/index.ts";
import type { AccessBinding } from "../model.ts";

/** What a binding of Kubernetes itself costs: without it the cluster may not work. */
const SYSTEM_COST = 1000;
const BOOTSTRAPPING = "kubernetes.io/bootstrapping";

/** To take a subject out of a binding, or to delete it: each object by itself, though two of the input have one name. */
export function removalOf(binding: AccessBinding): Edit<AccessBinding> {
  return {
    key: `binding/${binding.position}`,
    cost: isBootstrapping(binding) ? SYSTEM_COST : 1,
    change: binding,
  };
}

/** Whether Kubernetes makes a binding itself, and makes it again when it is gone. */
export function isBootstrapping({ defaulted, object }: AccessBinding): boolean {
  const { metadata } = object.object;
  if (defaulted) return true;
  if (typeof metadata !== "object" || metadata === null || !("labels" in metadata)) return false;
  const { labels } = metadata;
  return typeof labels === "object" && labels !== null && BOOTSTRAPPING in labels;
}
