import type { PlacementPod } from "../placement/index.ts";
import type { AdministratorBinding } from "./administrators.ts";
import type { Dedication } from "./dedication.ts";
import type { Breach, DedicationSide } from "./dedication-model.ts";

/** What a plan is told of besides its documents. */
interface Remarked {
  readonly own: readonly PlacementPod[];
  readonly dedication: Dedication;
  readonly after: Dedication;
  readonly bindings: readonly AdministratorBinding[];
}

/** What no document does, a whole sentence each. */
export function remarksOn({ own, dedication, after, bindings }: Remarked): readonly string[] {
  const bare = own.filter(({ reference }) => reference.kind === "Pod");
  const changers = namesOf(after, "label-integrity");
  const left = namesOf(after, "administrators");
  const taken = [...new Set(bindings.map(({ who }) => who))];
  return [
    ...(bare.length > 0
      ? [
          `Pods cannot be changed while they run; make anew: ${bare.map(({ namespace, name }) => `${namespace}/${name}`).join(", ")}.`,
        ]
      : []),
    ...(taken.length > 0
      ? [
          `Takes from ${taken.join(", ")} what undoes all of it; give back what is needed (watertight rbac-needed), or name who is to administer the cluster by --administrator.`,
        ]
      : []),
    ...(left.length > 0
      ? [
          `No object takes from ${left.join(", ")} what undoes all of it: the cloud gives it, or name them by --administrator.`,
        ]
      : []),
    ...(changers.length > 0
      ? [
          `Whoever may change nodes can undo it; take update and patch of nodes away from: ${changers.join(", ")}.`,
        ]
      : []),
    ...cloudRemarks(dedication),
    ...(after.breaches.some(({ side, verdict }) => UNEVALUATED.has(side) && verdict === "unknown")
      ? ["What is not evaluated stays unknown here."]
      : []),
  ];
}

const UNEVALUATED: ReadonlySet<Breach["side"]> = new Set([
  "keep-out-creatable",
  "keep-in-creatable",
]);

function namesOf({ breaches }: Dedication, wanted: DedicationSide): readonly string[] {
  const found = breaches.flatMap(({ side, holders }) =>
    side === wanted ? holders.map(({ who }) => who) : [],
  );
  return [...new Set(found)];
}

/** Where nodes stand in a cloud no object of the cluster changes. */
function cloudRemarks({ sides, pool }: Dedication): readonly string[] {
  const holds = (wanted: string): string | undefined =>
    sides.find(({ side }) => side === wanted)?.holds;
  return [
    ...(holds("subnets") === "no"
      ? [
          `Make a node pool in subnets of its own for ${pool.name}: those of one that is there stay.`,
        ]
      : []),
    ...(holds("security-groups") === "no"
      ? [
          `Give the nodes of ${pool.name} security groups of their own, by their launch template, subnet or tags.`,
        ]
      : []),
  ];
}
