import type { Authorizer } from "../authorizer.ts";
import type { AccessSubject } from "../model.ts";
import { type ChangedRights, mergeChanges, type SubjectChange } from "../rights/compare-access.ts";
import { isUrlRight, type ResourceRight, type Right, rightsOfRule } from "../rights/right.ts";
import { createRightSet, type RightSet } from "../rights/right-set.ts";
import { rightsOfGrants } from "../rights/scoped-rights.ts";
import { userOfSubject } from "../rights/subjects.ts";
import { CHECK_RIGHTS } from "./dangers.ts";
import { expandRight, isExplicit, type KnownResources } from "./known-resources.ts";
import { expandUrl } from "./known-urls.ts";

/** What a subject can no longer do. */
export interface Loss {
  readonly subject: AccessSubject;
  /** Rights on resources that Kubernetes or the input has, and on their checks such as `bind`; without wildcards if possible. */
  readonly rights: readonly ChangedRights[];
  /** The wildcards that it had: with them goes whatever will come to match them. */
  readonly wildcards: readonly ChangedRights[];
}

/** Says what has gone with a wildcard: each right that it stood for and that `after` does not give in another way. */
export function concreteLosses(
  changes: readonly SubjectChange[],
  after: Authorizer,
  known: KnownResources,
): readonly Loss[] {
  return changes
    .filter(({ lost }) => lost.length > 0)
    .map(({ subject, lost }) => {
      const isWild = ({ rule }: ChangedRights): boolean =>
        [...rightsOfRule(rule)].some((right) => !isConcrete(right));
      const wildcards = lost.filter(isWild);
      const parts = wildcards.flatMap((change) =>
        [...rightsOfRule(change.rule)]
          .flatMap((right) => meaningOf(right, known))
          .map((right) => ({ right, namespace: change.namespace })),
      );
      const held = createHeld(subject, after);
      const gone = parts
        .filter(({ namespace, right }) => !held.covers(namespace, right))
        .map(({ namespace, right }) => ({
          namespace,
          right,
          exceptIn: namespace === "" ? held.namespacesWith(right) : [],
        }));
      return {
        subject,
        rights: [...lost.filter((change) => !isWild(change)), ...mergeChanges(gone)],
        wildcards,
      };
    });
}

function isConcrete(right: Right): boolean {
  return isUrlRight(right) ? right.verb !== "*" && !right.url.endsWith("*") : isExplicit(right);
}

function meaningOf(right: Right, known: KnownResources): readonly Right[] {
  if (isUrlRight(right)) return expandUrl(right);
  const wild = createRightSet([right]);
  const checks = CHECK_RIGHTS.map((check) => withName(check, right.name)).filter(wild.covers);
  return [...expandRight(right, known), ...checks];
}

function withName(right: ResourceRight, name: string | undefined): ResourceRight {
  return name === undefined ? right : { ...right, name };
}

interface HeldRights {
  readonly covers: (namespace: string, right: Right) => boolean;
  readonly namespacesWith: (right: Right) => readonly string[];
}

function createHeld(subject: AccessSubject, authorizer: Authorizer): HeldRights {
  const grants = authorizer.grantsOf(userOfSubject(subject));
  const namespaces = [...new Set(grants.map(({ binding }) => binding.namespace))].sort();
  const sets = new Map<string, RightSet>(
    namespaces.map((namespace) => [
      namespace,
      createRightSet(
        rightsOfGrants(grants.filter(({ binding }) => binding.namespace === namespace)),
      ),
    ]),
  );
  const covers = (namespace: string, right: Right): boolean =>
    (sets.get("")?.covers(right) ?? false) || (sets.get(namespace)?.covers(right) ?? false);
  return {
    covers,
    namespacesWith: (right) =>
      namespaces.filter((namespace) => namespace !== "" && covers(namespace, right)),
  };
}
