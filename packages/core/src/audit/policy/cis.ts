import { auditDecision } from "./evaluate.ts";
import { isAtLeast } from "./levels.ts";
import type { AuditLevel, AuditPolicy, AuditRequest } from "./model.ts";
import { decisionsOf } from "./space/decisions.ts";
import { isComponent } from "./space/who.ts";

/** What CIS Kubernetes Benchmark 3.2.2 wants recorded. */
interface Wanted {
  readonly group: string;
  /** With their subresource. */
  readonly resources: readonly string[];
  /** Absent: all. */
  readonly verbs?: readonly string[];
  readonly level: AuditLevel;
}

const CHANGES = ["create", "update", "patch", "delete", "deletecollection"];

/** Access to credentials, changes of pods and Deployments with what was sent, ways into pods and services. */
const WANTED: readonly Wanted[] = [
  { group: "", resources: ["secrets", "configmaps"], level: "Metadata" },
  { group: "authentication.k8s.io", resources: ["tokenreviews"], level: "Metadata" },
  { group: "", resources: ["pods"], verbs: CHANGES, level: "Request" },
  { group: "apps", resources: ["deployments"], verbs: CHANGES, level: "Request" },
  {
    group: "",
    resources: ["pods/exec", "pods/portforward", "pods/proxy", "services/proxy"],
    level: "Metadata",
  },
];

/** Something that CIS 3.2.2 wants recorded and is not, or not at its level, with a request that shows it. */
export interface CisGap {
  readonly resource: string;
  readonly level: AuditLevel;
  readonly request: AuditRequest;
  /** The rule that decides; undefined where none does. */
  readonly rule: number | undefined;
}

/** What of CIS 3.2.2 a policy lacks; requests of Kubernetes' own components may be left out. */
export function cisGaps(policy: AuditPolicy): readonly CisGap[] {
  return WANTED.flatMap(({ group, resources, verbs, level }) =>
    resources.flatMap((resource) => {
      const { all } = decisionsOf([policy], {
        who: (who) => who.user !== undefined && !isComponent(who),
        what: (what) =>
          !("path" in what) &&
          what.group === group &&
          [what.resource, what.subresource].filter((part) => part !== "").join("/") === resource,
        ...(verbs && { verbs }),
      });
      const short = all.find(
        ({ request }) => !isAtLeast(auditDecision(policy, request).level, level),
      );
      if (!short) return [];
      const { request, rules } = short;
      return { resource, level, request, rule: rules[0] };
    }),
  );
}
