import { nameIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isCreated } from "../facts/changes.ts";
import { isPlatformNamespace, whoIs } from "../facts/identities.ts";
import { matchesName } from "../facts/names.ts";

/** A namespace that should not be there. */
export const namespaceNotAllowed: Detection = {
  id: "namespace-not-allowed",
  title: "Namespace created that is not allowed",
  topic: "workloads",
  severity: "medium",
  why: "A namespace beside those that are known has no policies, no quota and nobody who looks at it.",
  response: "Look at what is in it, and delete it or add it to `allowedNamespaces`.",
  falsePositives: "Namespaces that are missing in `allowedNamespaces`.",
  techniques: ["T1036"],
  aliases: ["falco:Create Disallowed Namespace"],
  targets: ["namespaces"],
  detect(event, { settings }) {
    const { allowedNamespaces } = settings;
    if (allowedNamespaces.length === 0 || !isCreated(event)) return undefined;
    const name = nameIn(event);
    if (
      allowedNamespaces.some((each) => matchesName(name, each)) ||
      isPlatformNamespace(name, settings)
    )
      return undefined;
    return { because: `${whoIs(event)} creates namespace ${name}` };
  },
  examples: {
    positive: [
      {
        title: "one that nobody knows",
        settings: { allowedNamespaces: ["shop", "team-*"] },
        events: [auditExample({ target: "namespaces", name: "mine" })],
        detected: "medium: mallory@example.com creates namespace mine",
      },
    ],
    negative: [
      {
        title: "one of a team",
        settings: { allowedNamespaces: ["team-*"] },
        events: [auditExample({ target: "namespaces", name: "team-a" })],
      },
    ],
  },
};
