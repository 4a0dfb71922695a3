import { decodeStructure } from "../kubernetes/decode.ts";
import { compareBytes } from "../kubernetes/go-text.ts";
import { isJsonObject, type JsonObject } from "../kubernetes/json.ts";
import { listAt } from "../kubernetes/json-fields.ts";
import { isFromCluster, stringMapOf } from "../kubernetes/object.ts";
import { type CompiledSelector, compileSelector, type Labels } from "../kubernetes/selectors.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { RuleSource, WrittenRole } from "./model.ts";
import type { PolicyRule } from "./rule.ts";

/** What an aggregating ClusterRole gathers, and from where. */
export interface AggregatedRules {
  readonly rules: readonly PolicyRule[];
  readonly sources: readonly RuleSource[];
}

const NOTHING: AggregatedRules = { rules: [], sources: [] };

/**
 * The rules of the ClusterRoles that have an `aggregationRule`, by name, as
 * k8s.io/kubernetes/pkg/controller/clusterroleaggregation writes them: synchronised until nothing changes. Left out are
 * roles that come from a cluster, where the controller has done it already, and those whose selectors are invalid, which it
 * leaves alone.
 */
export function aggregateRules(
  roles: readonly WrittenRole[],
): ReadonlyMap<string, AggregatedRules> {
  const plans = roles.flatMap((role) => planOf(role, roles));
  const aggregated = new Map(plans.map(({ name }) => [name, NOTHING]));
  // A chain of roles needs a round each; where roles select each other in a circle the rules are complete by then.
  for (let round = 0; round <= plans.length; round++) {
    let changed = false;
    for (const { name, members } of plans) {
      const next = gather(members, aggregated);
      changed ||= next.rules.length !== aggregated.get(name)?.rules.length;
      aggregated.set(name, next);
    }
    if (!changed) break;
  }
  return aggregated;
}

interface Plan {
  readonly name: string;
  /** In the order in which the controller visits them; a role that several selectors select stands there several times. */
  readonly members: readonly WrittenRole[];
}

function planOf(role: WrittenRole, roles: readonly WrittenRole[]): readonly Plan[] {
  const selectors = selectorsOf(role.objects);
  if (selectors === undefined) return [];
  const members = selectors.flatMap((selector) =>
    roles
      .filter((candidate) => candidate.name !== role.name && selectsAny(selector, candidate))
      .sort((a, b) => compareBytes(a.name, b.name)),
  );
  return [{ name: role.name, members }];
}

function selectsAny({ selects }: CompiledSelector, { objects }: WrittenRole): boolean {
  return objects.some(({ object }) => selects(labelsOf(object)));
}

function labelsOf(object: JsonObject): Labels {
  return stringMapOf(object, "labels");
}

// The last object with an aggregationRule counts, as it would if all were applied one after another.
function selectorsOf(objects: readonly SnapshotObject[]): readonly CompiledSelector[] | undefined {
  const aggregating = objects.findLast(({ object }) => isJsonObject(object["aggregationRule"]));
  const rule = aggregating?.object["aggregationRule"];
  if (aggregating === undefined || !isJsonObject(rule)) return undefined;
  if (isFromCluster(aggregating.object)) return undefined;
  const selectors = listAt(rule, "clusterRoleSelectors").map((selector) =>
    compileSelector(decodeStructure("LabelSelector", selector).value),
  );
  return selectors.some(({ problems }) => problems.length > 0) ? undefined : selectors;
}

function gather(
  members: readonly WrittenRole[],
  aggregated: ReadonlyMap<string, AggregatedRules>,
): AggregatedRules {
  const seen = new Set<string>();
  const rules: PolicyRule[] = [];
  const sources: RuleSource[] = [];
  for (const member of members) {
    const held = aggregated.get(member.name) ?? member;
    for (const [index, rule] of held.rules.entries()) {
      const source = held.sources[index];
      const key = ruleKey(rule);
      if (source === undefined || seen.has(key)) continue;
      seen.add(key);
      rules.push(rule);
      sources.push(source);
    }
  }
  return { rules, sources };
}

// Equal for rules that are deeply equal: order within a list counts, as it does for the controller.
function ruleKey(rule: PolicyRule): string {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  return JSON.stringify([verbs, apiGroups, resources, resourceNames, nonResourceURLs]);
}
