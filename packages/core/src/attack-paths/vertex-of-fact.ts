import { describeFact, type Fact } from "../access/escalation/facts.ts";
import type { Principal } from "../access/escalation/principals.ts";
import type { AttackVertex } from "./model.ts";

/**
 * A fact of access as a vertex; what no object is, such as every pod of a namespace, is `Any`. Where the input shows no Node, the
 * nodes that there must be are one of no name, and all of them `*`.
 */
export function vertexOfFact(fact: Fact, showsNodes: boolean): AttackVertex {
  if (fact.kind === "identity") return vertexOfPrincipal(fact.principal);
  if (fact.kind === "cluster-admin") return { kind: fact.kind, namespace: "", name: "" };
  if (fact.kind === "everything" && fact.namespace !== "")
    return { kind: "Namespace", namespace: "", name: fact.namespace };
  const named = "name" in fact ? NAMED.get(fact.kind) : undefined;
  if (named !== undefined && "name" in fact)
    return { kind: named, namespace: fact.namespace, name: fact.name };
  const nodes = showsNodes ? undefined : UNSHOWN_NODES.get(fact.kind);
  return nodes === undefined
    ? { kind: "Any", namespace: "", name: describeFact(fact) }
    : { kind: "Node", namespace: "", name: nodes };
}

const NAMED: ReadonlyMap<Fact["kind"], string> = new Map<Fact["kind"], string>([
  ["pod", "Pod"],
  ["secret", "Secret"],
  ["node", "Node"],
]);

const UNSHOWN_NODES: ReadonlyMap<Fact["kind"], string> = new Map<Fact["kind"], string>([
  ["some-node", ""],
  ["nodes", "*"],
  ["worker-nodes", "*"],
]);

function vertexOfPrincipal({ kind, namespace, name, role }: Principal): AttackVertex {
  if (!role) return { kind, namespace, name };
  return { kind: role.kind, namespace: role.namespace, name };
}

/** How people name a vertex: `container/shop/web/main`, `serviceaccount/shop/web`, `node/n1`, `internet`. */
export function textOfVertex({ kind, namespace, name, container }: AttackVertex): string {
  if (kind === "Internet" || kind === "cluster-admin") return kind.toLowerCase();
  if (kind === "Node" && name === "") return "its node";
  const parts = [kind.toLowerCase(), namespace, name, container ?? ""];
  return kind === "Any" ? name : parts.filter((part) => part !== "").join("/");
}
