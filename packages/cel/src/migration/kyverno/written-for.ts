import type { ApiResource, JsonObject } from "@watertight/core/kubernetes";
import { textAt } from "@watertight/core/kubernetes";
import { type MatchedResource, policyName } from "../resources.ts";
import { controllersOf, isForControllers } from "./autogen.ts";
import type { RuleInPolicy } from "./bindings.ts";
import { type Matching, matchingOf } from "./match.ts";

/*
 * Rules that cannot find the pod in an object by themselves: one for Pods, one for controllers, and one for CronJobs, as Kyverno writes
 * them (its pkg/autogen/v1).
 */

/** A rule as it is for some of its kinds. */
export interface WrittenRule {
  readonly name: string;
  /** The fields in which the pod stands; none where it is the object. */
  readonly pod: readonly string[];
  readonly matching: Matching;
}

const IN_CONTROLLERS = ["spec", "template"];
const IN_CRON_JOBS = ["spec", "jobTemplate", "spec", "template"];

/** What a rule is written as; only those that match anything. */
export function writtenRules(
  given: RuleInPolicy & { readonly known: readonly ApiResource[] },
): readonly WrittenRule[] {
  const { policy, rule } = given;
  const controllers = isForControllers(rule) ? controllersOf(policy) : [];
  const own = matchingOf({ ...given, controllers: [], object: "object" });
  const all = matchingOf({ ...given, controllers, object: "object" });
  const isCronJob = ({ kind }: MatchedResource): boolean => kind === "CronJob";
  const isController = ({ kind }: MatchedResource): boolean =>
    controllers.includes(kind) && kind !== "CronJob";
  const written: readonly WrittenRule[] = [
    { name: nameOf(policy, rule, ""), pod: [], matching: own },
    {
      name: nameOf(policy, rule, "autogen-"),
      pod: IN_CONTROLLERS,
      matching: { ...all, resources: all.resources.filter(isController) },
    },
    {
      name: nameOf(policy, rule, "autogen-cronjob-"),
      pod: IN_CRON_JOBS,
      matching: {
        ...all,
        resources: controllers.includes("CronJob") ? all.resources.filter(isCronJob) : [],
      },
    },
  ];
  return written.filter(({ matching }) => matching.resources.length > 0);
}

function nameOf(policy: JsonObject, rule: JsonObject, prefix: string): string {
  return policyName(textAt(policy, "metadata", "name"), `${prefix}${textAt(rule, "name")}`);
}
