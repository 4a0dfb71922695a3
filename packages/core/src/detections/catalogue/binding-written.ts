import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";
import { BINDING_TARGETS, bindingIn } from "../facts/rules.ts";

/** Rights are given or changed. */
export const bindingWritten: Detection = {
  id: "binding-written",
  title: "Binding written by a user",
  topic: "rights",
  severity: "low",
  why: "Every binding gives somebody rights; one to a service account gives them to whoever runs pods in its namespace.",
  response:
    "Compare with what is in your repository: a binding that is not there was made by hand.",
  falsePositives: "Every installation. Name what deploys in `systemIdentities`.",
  techniques: ["T1098.006"],
  targets: BINDING_TARGETS,
  detect(event, { settings }) {
    if (!isWritten(event) || isSystemUser(event.user.username, settings)) return undefined;
    const { role, subjects } = bindingIn(event);
    const what =
      role === ""
        ? `${event.verb === "patch" ? "patches" : "writes"} a binding`
        : `gives ${role} to ${subjects.join(", ") || "others"}`;
    const name = [namespaceIn(event), nameIn(event)].filter(Boolean).join("/");
    return { because: `${whoIs(event)} ${what} (${event.objectRef?.resource ?? ""} ${name})` };
  },
  examples: {
    positive: [
      {
        title: "a role for an account",
        events: [
          auditExample({
            target: "rolebindings",
            group: "rbac.authorization.k8s.io",
            namespace: "shop",
            name: "b",
            body: {
              roleRef: { name: "edit" },
              subjects: [{ kind: "ServiceAccount", namespace: "shop", name: "ci" }],
            },
          }),
        ],
        detected:
          "low: mallory@example.com gives edit to ServiceAccount shop/ci (rolebindings shop/b)",
      },
    ],
    negative: [
      {
        title: "a binding of the API server's own",
        events: [
          auditExample({
            user: "system:apiserver",
            target: "clusterrolebindings",
            name: "system:basic-user",
          }),
        ],
      },
    ],
  },
};
