import { type AccessRequest, resourceRequest } from "../access/request.ts";
import { isPartOfKubernetes } from "../access/rights/subjects.ts";
import type { AllowedSubject } from "../access/who-can.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { compareBytes } from "../kubernetes/go-text.ts";
import type { ObjectReference } from "../kubernetes/object.ts";
import { FACTS_GROUP, factTextOf } from "../snapshot/facts.ts";
import type { Breach } from "./dedication-model.ts";
import { KEPT_OPEN } from "./dedication-policies.ts";
import { holdersOf, nameOf, podMaking } from "./pod-makers.ts";

/** Somebody who is not kept out of anything, and is not to be. */
export interface Administrator {
  readonly who: string;
  /** A lower-case clause. */
  readonly because: string;
}

/** Whoever can take away what keeps nodes apart. */
export interface Administrators {
  readonly all: ReadonlySet<string>;
  readonly accepted: readonly Administrator[];
  readonly breaches: readonly Breach[];
}

const GROUP = "admissionregistration.k8s.io";

/** What undoes a policy, and what makes pods where no policy of ours looks. */
const UNDOING: readonly AccessRequest[] = [
  ...["validatingadmissionpolicies", "validatingadmissionpolicybindings"].flatMap((resource) =>
    ["update", "patch", "delete", "deletecollection"].map((verb) =>
      resourceRequest({ verb, group: GROUP, resource }),
    ),
  ),
  ...podMaking(KEPT_OPEN),
];

/** Who can take away what keeps nodes apart, and for whom that is meant: those whom somebody names, and who made the cluster. */
export function administratorsOf(cluster: Cluster, named: readonly string[]): Administrators {
  const holders = holdersOf(cluster.access, UNDOING);
  const accepted = holders.flatMap(({ who, proof }): readonly Administrator[] => {
    if (named.includes(who)) return [{ who, because: "is named as one" }];
    const [first] = proof;
    return first && isCreator(cluster, first.object)
      ? [{ who, because: "made the cluster, which no object takes from whoever did" }]
      : [];
  });
  const isAccepted = new Set(accepted.map(({ who }) => who));
  const others = holders.filter(({ who }) => !isAccepted.has(who));
  return {
    all: new Set(holders.map(({ who }) => who)),
    accepted,
    breaches: others.map((holder) => ({
      side: "administrators",
      verdict: "yes",
      message: `what keeps it so can be taken away: ${holder.who} may ${holder.may}`,
      proof: holder.proof,
      holders: [holder],
    })),
  };
}

function isCreator({ snapshot }: Cluster, reference: ObjectReference): boolean {
  const found = snapshot
    .ofKind(FACTS_GROUP, "CloudAdmin")
    .find((each) => each.reference.name === reference.name);
  return (
    reference.kind === "CloudAdmin" &&
    found !== undefined &&
    factTextOf(found.object, "by") === "creator"
  );
}

/** A subject of a binding that makes somebody an administrator. */
export interface AdministratorBinding {
  readonly who: string;
  readonly binding: ObjectReference;
  /** Of the subject in its binding. */
  readonly path: FieldPath;
  /** Whether the binding names nobody else. */
  readonly isOnly: boolean;
}

/** Which bindings have to go so that nobody but those who are accepted can take away what keeps nodes apart; those of a cloud are not among them. */
export function administratorBindings(
  { access }: Cluster,
  { all, accepted }: Administrators,
): readonly AdministratorBinding[] {
  const kept = new Set(accepted.map(({ who }) => who));
  const found = new Map<string, AdministratorBinding>();
  const note = (allowed: AllowedSubject): void => {
    const who = nameOf(allowed);
    if (!all.has(who) || kept.has(who) || isPartOfKubernetes(allowed.subject)) return;
    for (const { binding, subject } of allowed.grants) {
      const { reference } = binding.object;
      if (binding.defaulted || reference.kind === "CloudAdmin") continue;
      const { kind, namespace = "", name } = reference;
      found.set(JSON.stringify([kind, namespace, name, subject]), {
        ...{ who, binding: reference, path: ["subjects", subject] },
        isOnly: binding.subjects.length === 1,
      });
    }
  };
  for (const request of UNDOING) access.whoCan(request).forEach(note);
  return [...found].sort(([a], [b]) => compareBytes(a, b)).map(([, each]) => each);
}
