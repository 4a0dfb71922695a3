import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isChanged, isCreated, isDeleted } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";
import { objectIn } from "../facts/pods.ts";

const TARGETS = [
  "deployments",
  "services",
  "configmaps",
  "namespaces",
  "serviceaccounts",
  "roles",
  "clusterroles",
  "rolebindings",
  "clusterrolebindings",
  "secrets",
  "jobs",
  "statefulsets",
  "ingresses",
  "networkpolicies",
];

/** An account of what was done. */
export const objectWritten: Detection = {
  id: "object-written",
  title: "Object created, changed or deleted",
  topic: "activity",
  severity: "info",
  why: "An account of what people and programs do with what matters: no suspicion, and asked for with `--activity`.",
  response: "Nothing by itself: it says in which order things happened.",
  falsePositives: "All of it is ordinary.",
  techniques: [],
  aliases: [
    "falco:K8s Deployment Created",
    "falco:K8s Service Created",
    "falco:K8s Secret Created",
  ],
  onRequest: true,
  targets: TARGETS,
  detect(event, { settings }) {
    if (isSystemUser(event.user.username, settings)) return undefined;
    const does = isDeleted(event)
      ? "deletes"
      : isCreated(event)
        ? "creates"
        : isChanged(event)
          ? "changes"
          : undefined;
    if (does === undefined) return undefined;
    return { because: `${whoIs(event)} ${does} ${objectIn(event)}` };
  },
  examples: {
    positive: [
      {
        title: "a Deployment",
        events: [
          auditExample({ target: "deployments", group: "apps", namespace: "shop", name: "web" }),
        ],
        detected: "info: mallory@example.com creates deployments shop/web",
      },
    ],
    negative: [
      {
        title: "one that is read",
        events: [
          auditExample({ verb: "get", target: "deployments", namespace: "shop", name: "web" }),
        ],
      },
    ],
  },
};
