import { fromHolders, fromNamedHolders } from "../../access/escalation/edges/right-holders.ts";
import type { Fact } from "../../access/escalation/facts.ts";
import type { RightNeed } from "../../access/escalation/held-right.ts";
import type { Principal } from "../../access/escalation/principals.ts";
import type { RightId } from "../../access/escalation/right-ids.ts";
import type { ObjectReference } from "../../kubernetes/object.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { AttackBuild } from "../build.ts";
import { openServiceOf } from "../open-services.ts";
import type { StandingPod } from "../standing.ts";
import type { AttackStepId } from "../steps.ts";
import { listenersOn } from "./network.ts";

/** Whoever gets at the ports of a pod, or of every pod of a namespace, past the policies that hold it. */
export interface PortsOf {
  /** Of every pod of a namespace. */
  readonly inNamespace: (namespace: string) => number;
  /** Of pods that something stands for, by its name. */
  readonly of: (name: string, pods: () => readonly StandingPod[]) => number;
}

/** Makes the edges to whom listens when they are first asked for: most clusters have nobody who gets there so. */
export function createPorts(build: AttackBuild): PortsOf {
  const { places, add } = build;
  const known = new Map<string, number>();
  const ofPods = new Map<StandingPod, number>();
  const ofOne = (each: StandingPod): number => {
    const found = ofPods.get(each);
    if (found !== undefined) return found;
    const { kind, namespace, name } = each.vertex;
    const vertex = places.idOf({ kind: "Any", namespace, name: `ports of ${kind} ${name}` });
    ofPods.set(each, vertex);
    addListeners(build, each, vertex);
    return vertex;
  };
  const make: PortsOf["of"] = (name, pods) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const vertex = places.idOf({ kind: "Any", namespace: "", name });
    known.set(name, vertex);
    for (const each of pods()) add(vertex, ofOne(each));
    return vertex;
  };
  const inNamespace = (namespace: string): number =>
    make(`ports in ${namespace}`, () => standingIn(build).inNamespace(namespace));
  return {
    inNamespace: (namespace) => {
      if (namespace !== "") return inNamespace(namespace);
      const all = make("ports in every namespace", () => []);
      for (const each of build.escalation.cluster.namespaces) add(all, inNamespace(each));
      return all;
    },
    of: make,
  };
}

/** Standing pods by where and what they are; several edges ask. */
export interface StandingIndex {
  readonly inNamespace: (namespace: string) => readonly StandingPod[];
  readonly of: (object: ObjectReference) => readonly StandingPod[];
}

const indices = new WeakMap<readonly StandingPod[], StandingIndex>();

export function standingIn({ standing }: AttackBuild): StandingIndex {
  const found = indices.get(standing);
  if (found) return found;
  const byNamespace = groupedBy(standing, ({ pod }) => pod.namespace);
  const byObject = groupedBy(standing, ({ pod }) => pod.object.reference);
  const made: StandingIndex = {
    inNamespace: (namespace) => byNamespace.get(namespace) ?? [],
    of: (object) => byObject.get(object) ?? [],
  };
  indices.set(standing, made);
  return made;
}

/** Each container that declares a port, or of which the input shows that it serves whoever comes. */
function addListeners(build: AttackBuild, each: StandingPod, from: number): void {
  const ports = each.containers.flatMap(({ container }) =>
    (container.ports ?? []).flatMap(({ containerPort }) => containerPort ?? []),
  );
  for (const port of new Set(ports))
    for (const { to, doubt } of listenersOn(build, each, port))
      build.add(from, to, {
        evidence: [each.at(["spec", "containers"], `listens on port ${port}`)],
        unknown: doubt,
      });
  for (const { container, fieldPath } of each.containers) {
    if ((container.ports ?? []).length > 0 || openServiceOf(container) === undefined) continue;
    const evidence = [each.at(["spec", ...fieldPath], "lets whoever reaches it do everything")];
    build.add(from, build.containerOf(each, container.name), { evidence });
  }
}

/** What somebody has a right for: the namespace, "" for all, and the name where it is for that one alone. */
export interface RightPlace {
  readonly namespace: string;
  readonly name: string;
}

/** Adds an edge from everybody who has a right to what it gives in its place. */
export function fromRight(
  { escalation, builder }: AttackBuild,
  right: RightId,
  step: AttackStepId,
  give: (place: RightPlace, needs: readonly RightNeed[]) => readonly Gain[],
): void {
  const { graph } = escalation;
  const add = (principal: Principal, place: RightPlace, needs: readonly RightNeed[]): void => {
    const identity: Fact = { kind: "identity", principal };
    for (const { to, unknown } of give(place, needs)) {
      builder.add({
        premises: [graph.facts.idOf(identity)],
        ...{ conclusion: to, step, needs, unknown, isSame: false },
      });
    }
  };
  fromHolders(escalation, right, (principal, namespace, needs) => {
    add(principal, { namespace, name: "" }, needs);
  });
  fromNamedHolders(escalation, right, (principal, { scope, name }, needs) => {
    add(principal, { namespace: scope, name }, needs);
  });
}

/** Where a right leads, and why that is not sure where it is not. */
export interface Gain {
  readonly to: number;
  readonly unknown?: string | undefined;
}
