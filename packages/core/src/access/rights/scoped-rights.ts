import { compareBytes } from "../../kubernetes/go-text.ts";
import type { Grant } from "../model.ts";
import { type MergedRule, mergeRights, type TaggedRight } from "./merge-rights.ts";
import { isUrlRight, type Right, rightsOfRule } from "./right.ts";
import { createRightSet, type RightSet } from "./right-set.ts";

/** What a user may do in one scope. */
export interface ScopedRights {
  /** "" for what holds in the whole cluster, every namespace included. */
  readonly namespace: string;
  /** Few and readable, each with the grants that give it; what holds in the whole cluster stands only there. */
  readonly rules: readonly MergedRule<Grant>[];
}

/** The rights of grants by scope: that of the whole cluster first, then namespaces in order; empty ones are left out. */
export function scopedRights(grants: readonly Grant[]): readonly ScopedRights[] {
  const byNamespace = new Map<string, Grant[]>([["", []]]);
  for (const grant of grants) {
    const { namespace } = grant.binding;
    const list = byNamespace.get(namespace);
    if (list) list.push(grant);
    else byNamespace.set(namespace, [grant]);
  }
  const everywhere = createRightSet(rightsOfGrants(byNamespace.get("") ?? []));
  return [...byNamespace]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([namespace, list]) => ({
      namespace,
      rules: mergeRights(taggedRights(list, namespace === "" ? undefined : everywhere)),
    }))
    .filter(({ rules }) => rules.length > 0);
}

/** The rights that grants of one scope give; a RoleBinding gives none on paths, which are in no namespace. */
export function* rightsOfGrants(grants: Iterable<Grant>): Generator<Right> {
  for (const grant of grants) yield* rightsOfGrant(grant);
}

function* rightsOfGrant({ binding, role, rule }: Grant): Generator<Right> {
  const policy = role.rules[rule];
  if (!policy) return;
  for (const right of rightsOfRule(policy)) {
    if (binding.namespace === "" || !isUrlRight(right)) yield right;
  }
}

function taggedRights(
  grants: readonly Grant[],
  everywhere: RightSet | undefined,
): readonly TaggedRight<Grant>[] {
  const byKey = new Map<string, { readonly right: Right; readonly tags: Grant[] }>();
  for (const grant of grants) {
    for (const right of rightsOfGrant(grant)) {
      const key = rightKey(right);
      const known = byKey.get(key);
      if (known) known.tags.push(grant);
      else byKey.set(key, { right, tags: [grant] });
    }
  }
  const all = createRightSet([...byKey.values()].map(({ right }) => right));
  return all
    .maximal()
    .filter((right) => !everywhere?.covers(right))
    .flatMap((right) => byKey.get(rightKey(right)) ?? []);
}

function rightKey(right: Right): string {
  return isUrlRight(right)
    ? JSON.stringify([right.verb, right.url])
    : JSON.stringify([right.verb, right.group, right.resource, right.name]);
}
