import { type AuditEvent, nameIn, namespaceIn, outcomeOf } from "../../audit/events/event.ts";
import { millisecondsOf } from "../../audit/events/time.ts";
import type { Detected, Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";
import { BINDING_TARGETS, ROLE_TARGETS } from "../facts/rules.ts";
import type { Memory } from "../memory.ts";

const RBAC: ReadonlySet<string> = new Set([...ROLE_TARGETS, ...BINDING_TARGETS]);

/** First rights, then what uses them. */
export const rightsThenWorkload: Detection = {
  id: "rights-then-workload",
  title: "Workload changed right after rights were given",
  topic: "rights",
  severity: "medium",
  why: "Who gives rights and within five minutes starts something with them, or goes into a pod, does in two steps what he may not in one.",
  response: "Look at both changes together; undo them where nobody knows of them.",
  falsePositives:
    "Every installation does this; those of Helm and GitOps come by their own identities, which belong into `systemIdentities`.",
  techniques: ["T1098.006", "T1610"],
  targets: [
    ...RBAC,
    "deployments",
    "daemonsets",
    "statefulsets",
    "cronjobs",
    "jobs",
    "pods",
    "pods/exec",
  ],
  detect(event, { memory, settings }) {
    const { username } = event.user;
    const at = millisecondsOf(event.requestReceivedTimestamp);
    if (username === "" || at === undefined || isSystemUser(username, settings)) return undefined;
    if (!RBAC.has(event.target)) return afterwards(event, at, memory);
    if (isWritten(event)) memory.note(keyOf(event), `${at} ${event.target} ${nameIn(event)}`);
    return undefined;
  },
  examples: {
    positive: [
      {
        title: "a binding and then a pod",
        events: [
          auditExample({ target: "rolebindings", namespace: "shop", name: "b" }),
          auditExample({
            target: "pods",
            namespace: "shop",
            name: "p",
            at: "2026-07-01T10:01:00.000000Z",
          }),
        ],
        detected:
          "medium: mallory@example.com wrote rolebindings b and 60 seconds later pods shop/p",
      },
    ],
    negative: [
      {
        title: "an hour later",
        events: [
          auditExample({ target: "rolebindings", namespace: "shop", name: "b" }),
          auditExample({
            target: "pods",
            namespace: "shop",
            name: "p",
            at: "2026-07-01T11:00:00.000000Z",
          }),
        ],
      },
    ],
  },
};

/** Milliseconds between the two. */
const LONGEST = 300_000;

function isUse(event: AuditEvent): boolean {
  if (event.target === "pods/exec") return outcomeOf(event) === "succeeded";
  return isWritten(event);
}

function keyOf(event: AuditEvent): string {
  return `rights-then-workload ${event.user.username}`;
}

function afterwards(event: AuditEvent, at: number, memory: Memory): Detected | undefined {
  const key = keyOf(event);
  const [time = "", resource = "", name = ""] = (memory.noted(key) ?? "").split(" ");
  if (time === "" || !isUse(event)) return undefined;
  const since = at - Number(time);
  if (since < 0 || since > LONGEST || !memory.isFirst(`${key} ${time}`, at, 5)) return undefined;
  const what = `${event.target} ${namespaceIn(event)}/${nameIn(event)}`;
  return {
    because: `${whoIs(event)} wrote ${resource} ${name} and ${Math.round(since / 1000)} seconds later ${what}`,
  };
}
