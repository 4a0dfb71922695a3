import { type AuditEvent, namespaceIn } from "../../audit/events/event.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { Detected, Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten } from "../facts/changes.ts";
import { isPlatformWork, whoIs } from "../facts/identities.ts";
import { BINDING_TARGETS, bindingIn } from "../facts/rules.ts";

const EVERYBODY =
  /^(?:Group|User) (?:system:anonymous|system:unauthenticated|system:authenticated|system:serviceaccounts)$/;
const PRIVILEGED =
  /^(?:cluster-admin|admin|system:masters|system:node|system:kube-controller-manager|system:controller:.*)$/;

/** Somebody is made an administrator, or everybody is given something. */
export const privilegedRoleBound: Detection = {
  id: "privileged-role-bound",
  title: "Privileged role bound",
  topic: "rights",
  severity: "high",
  why: "Whoever is bound to cluster-admin has everything; whatever is bound to a group that everybody is in, everybody has.",
  response: "Delete the binding, and look at what its subjects did since.",
  falsePositives: "Installations of operators that ask for cluster-admin, and a new administrator.",
  techniques: ["T1098.006"],
  aliases: ["falco:Attach to cluster-admin Role"],
  targets: BINDING_TARGETS,
  detect(event, { settings }) {
    if (!isWritten(event) || isPlatformWork(event, namespaceIn(event), settings)) return undefined;
    const { role, subjects } = bindingIn(event);
    const everybody = subjects.filter((subject) => EVERYBODY.test(subject));
    if (everybody.length > 0 && !role.startsWith("system:")) {
      return {
        because: `${whoIs(event)} gives ${role || "more"} to ${everybody.join(", ")}, which is everybody`,
        severity: "critical",
      };
    }
    return PRIVILEGED.test(role) ? privilegedBinding(event) : undefined;
  },
  examples: {
    positive: [
      {
        title: "cluster-admin for oneself",
        events: [binding("cluster-admin", { kind: "User", name: "mallory@example.com" })],
        detected: "high: mallory@example.com gives cluster-admin to User mallory@example.com",
      },
      {
        title: "a role for everybody",
        events: [binding("view", { kind: "Group", name: "system:unauthenticated" })],
        detected:
          "critical: mallory@example.com gives view to Group system:unauthenticated, which is everybody",
      },
    ],
    negative: [
      {
        title: "a role that only looks",
        events: [binding("view", { kind: "User", name: "alice@example.com" })],
      },
    ],
  },
};

function binding(role: string, subject: JsonObject): JsonObject {
  return auditExample({
    target: "clusterrolebindings",
    group: "rbac.authorization.k8s.io",
    name: "b",
    body: { roleRef: { kind: "ClusterRole", name: role }, subjects: [subject] },
  });
}

function privilegedBinding(event: AuditEvent): Detected {
  const { role, subjects } = bindingIn(event);
  const isLocal = event.objectRef?.resource === "rolebindings";
  const where = isLocal ? ` in ${namespaceIn(event)}` : "";
  const because = `${whoIs(event)} gives ${role}${where} to ${subjects.join(", ") || "others"}`;
  return isLocal && role === "admin" ? { because, severity: "low" } : { because };
}
