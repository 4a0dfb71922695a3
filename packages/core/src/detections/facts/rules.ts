import type { AuditEvent } from "../../audit/events/event.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, textsAt } from "../../kubernetes/json-fields.ts";
import { writtenIn } from "./changes.ts";

/** What somebody who has a right can do with it to have more. */
interface DangerousRight {
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
  readonly does: string;
}

/** Rights that lead to others (https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks). */
const DANGEROUS: readonly DangerousRight[] = [
  {
    verbs: ["create", "get"],
    resources: ["pods/exec", "pods/attach"],
    does: "entering containers",
  },
  { verbs: ["escalate"], resources: ["roles", "clusterroles"], does: "giving a role any rights" },
  { verbs: ["bind"], resources: ["roles", "clusterroles"], does: "binding any role" },
  {
    verbs: ["impersonate"],
    resources: ["users", "groups", "serviceaccounts", "userextras", "uids"],
    does: "acting as others",
  },
  {
    verbs: ["create", "get"],
    resources: ["nodes/proxy"],
    does: "commands in any pod through the kubelet",
  },
  { verbs: ["get", "list", "watch"], resources: ["secrets"], does: "reading Secrets" },
  {
    verbs: ["create"],
    resources: ["serviceaccounts/token"],
    does: "tokens of service accounts",
  },
  {
    verbs: ["create", "update", "patch"],
    resources: ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
    does: "admission webhooks",
  },
  {
    verbs: ["update", "patch"],
    resources: ["certificatesigningrequests/approval"],
    does: "approving certificates",
  },
  {
    verbs: ["update", "patch"],
    resources: ["pods/ephemeralcontainers"],
    does: "containers in running pods",
  },
];

/** The rules that a write gives a role. */
export function rulesIn(event: AuditEvent): readonly JsonValue[] {
  return listAt(writtenIn(event), "rules");
}

/** What the written rules allow that leads to more, each once; `except` what another detection says. */
export function dangersIn(event: AuditEvent, except: readonly string[] = []): readonly string[] {
  const rules = rulesIn(event);
  return DANGEROUS.filter(
    ({ does, verbs, resources }) =>
      !except.includes(does) && rules.some((rule) => allows(rule, verbs, resources)),
  ).map(({ does }) => does);
}

function allows(rule: JsonValue, verbs: readonly string[], resources: readonly string[]): boolean {
  // A rule for named objects gives those alone.
  if (listAt(rule, "resourceNames").length > 0) return false;
  return (
    textsAt(rule, "verbs").some((verb) => verb === "*" || verbs.includes(verb)) &&
    textsAt(rule, "resources").some((given) => covers(given, resources))
  );
}

function covers(given: string, resources: readonly string[]): boolean {
  if (given === "*") return true;
  if (!given.startsWith("*/")) return resources.includes(given);
  return resources.some((each) => each.endsWith(given.slice(1)));
}

/** Whether a rule has every verb or every resource. */
export function isWildcard(rule: JsonValue): boolean {
  return textsAt(rule, "verbs").includes("*") || textsAt(rule, "resources").includes("*");
}

/** What a binding gives, as `ClusterRole cluster-admin`, and to whom. */
export function bindingIn(event: AuditEvent): {
  readonly role: string;
  readonly subjects: readonly string[];
} {
  const binding = writtenIn(event);
  const subjects = listAt(binding, "subjects").map((subject) => {
    const namespace = textAt(subject, "namespace");
    return `${textAt(subject, "kind")} ${namespace === "" ? "" : `${namespace}/`}${textAt(subject, "name")}`;
  });
  return { role: textAt(binding, "roleRef", "name"), subjects };
}

export const ROLE_TARGETS: readonly string[] = ["roles", "clusterroles"];
export const BINDING_TARGETS: readonly string[] = ["rolebindings", "clusterrolebindings"];
