import { describeFact, type Fact } from "../access/escalation/facts.ts";
import type { AttackVertex } from "./model.ts";

/**
 * A fact of access as a vertex; what no object is, such as every pod of a namespace, is `Any`. Where the input shows no Node, the
 * nodes that there must be are one of no name, and all of them `*`.
 */
export function vertexOfFact(fact: Fact, showsNodes: boolean): AttackVertex {
  if (!showsNodes && fact.kind === "some-node") return { kind: "Node", namespace: "", name: "" };
  if (!showsNodes && (fact.kind === "nodes" || fact.kind === "worker-nodes"))
    return { kind: "Node", namespace: "", name: "*" };
  switch (fact.kind) {
    case "identity": {
      const { kind, namespace, name, role } = fact.principal;
      if (kind !== "Role") return { kind, namespace, name };
      return { kind: role?.kind ?? "Role", namespace: role?.namespace ?? namespace, name };
    }
    case "cluster-admin":
      return { kind: "cluster-admin", namespace: "", name: "" };
    case "pod":
      return { kind: "Pod", namespace: fact.namespace, name: fact.name };
    case "secret":
      return { kind: "Secret", namespace: fact.namespace, name: fact.name };
    case "node":
      return { kind: "Node", namespace: "", name: fact.name };
    case "everything":
      if (fact.namespace !== "") return { kind: "Namespace", namespace: "", name: fact.namespace };
      return { kind: "Any", namespace: "", name: describeFact(fact) };
    default:
      return { kind: "Any", namespace: "", name: describeFact(fact) };
  }
}

/** How people name a vertex: `container/shop/web/main`, `serviceaccount/shop/web`, `node/n1`, `internet`. */
export function textOfVertex({ kind, namespace, name, container }: AttackVertex): string {
  if (kind === "Internet" || kind === "cluster-admin") return kind.toLowerCase();
  if (kind === "Node" && name === "") return "its node";
  const parts = [kind.toLowerCase(), namespace, name, container ?? ""];
  return kind === "Any" ? name : parts.filter((part) => part !== "").join("/");
}
