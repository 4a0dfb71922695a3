import { containersOf } from "../kubernetes/containers.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { asJson, objectAt, textAt } from "../kubernetes/json-fields.ts";
import { locateInObject, type PodTemplate } from "../kubernetes/pod-template.ts";
import type { NodeFacts } from "../nodes/facts/node-facts.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";

/** A profile that a pod names and nodes have to have, or its kubelet does not start it. */
export interface NeededProfile {
  readonly kind: "seccomp" | "apparmor" | "selinux";
  readonly name: string;
  /** The fields that name it. */
  readonly proof: readonly Evidence[];
  /** Whether every node has it. */
  readonly there: VerdictValue;
  /** The nodes that lack it, and those of which nobody knows. */
  readonly missingOn: readonly string[];
  readonly unknownOn: readonly string[];
}

/** The profiles of AppArmor and seccomp, and the types of SELinux, that pods name, held against what nodes have. */
export function neededProfiles(
  snapshot: Snapshot,
  nodes: readonly NodeFacts[],
): readonly NeededProfile[] {
  const found = new Map<string, { readonly named: Named; readonly proof: Evidence[] }>();
  for (const { reference, podTemplates } of snapshot.objects) {
    for (const template of podTemplates) {
      for (const named of namedIn(template)) {
        const key = `${named.kind} ${named.name}`;
        const known = found.get(key) ?? { named, proof: [] };
        known.proof.push({
          object: reference,
          path: locateInObject(template, named.path),
          message: `it names the ${named.kind} profile ${named.name}`,
        });
        found.set(key, known);
      }
    }
  }
  return Array.from(found.values(), ({ named, proof }) => heldAgainst(named, proof, nodes));
}

interface Named extends Pick<NeededProfile, "kind" | "name"> {
  readonly path: FieldPath;
}

function namedIn(template: PodTemplate): readonly Named[] {
  const contexts = [
    {
      context: objectAt(asJson(template.spec), "securityContext"),
      path: ["spec", "securityContext"] as FieldPath,
    },
    ...[...containersOf(template.spec)].map(({ container, fieldPath }) => ({
      context: objectAt(asJson(container), "securityContext"),
      path: ["spec", ...fieldPath, "securityContext"],
    })),
  ];
  return contexts.flatMap(({ context, path }) => {
    const local = (field: string): string =>
      textAt(context, field, "type") === "Localhost"
        ? textAt(context, field, "localhostProfile")
        : "";
    const all: readonly Named[] = [
      { kind: "seccomp", name: local("seccompProfile"), path: [...path, "seccompProfile"] },
      { kind: "apparmor", name: local("appArmorProfile"), path: [...path, "appArmorProfile"] },
      {
        kind: "selinux",
        name: textAt(context, "seLinuxOptions", "type"),
        path: [...path, "seLinuxOptions"],
      },
    ];
    return all.filter(({ name }) => name !== "");
  });
}

function heldAgainst(
  { kind, name }: Named,
  proof: readonly Evidence[],
  nodes: readonly NodeFacts[],
): NeededProfile {
  const said = nodes.map((facts) => ({
    node: facts.node,
    has: profilesOf(facts, kind)?.includes(name),
  }));
  const missingOn = said.filter(({ has }) => has === false).map(({ node }) => node);
  const unknownOn = said.filter(({ has }) => has === undefined).map(({ node }) => node);
  const isKnown = nodes.length > 0 && unknownOn.length === 0;
  const there = missingOn.length > 0 ? "no" : isKnown ? "yes" : "unknown";
  return { kind, name, proof, there, missingOn, unknownOn };
}

/** What a node has of a kind; undefined: nobody looked. */
function profilesOf(
  { security }: NodeFacts,
  kind: NeededProfile["kind"],
): readonly string[] | undefined {
  switch (kind) {
    case "seccomp":
      return security.seccompProfiles;
    case "apparmor":
      return security.apparmorProfiles?.map(({ name }) => name);
    case "selinux":
      // Without SELinux nothing is labelled, and every type is as good.
      return security.selinux === "disabled" ? undefined : security.selinuxTypes;
  }
}
