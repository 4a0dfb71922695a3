import { nameIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isDeleted } from "../facts/changes.ts";
import { isPlatformNamespace, isSystemUser, whoIs } from "../facts/identities.ts";

/** All of a team's things. */
export const namespaceDeleted: Detection = {
  id: "namespace-deleted",
  title: "Namespace deleted",
  topic: "destruction",
  severity: "low",
  why: "With a namespace goes all that is in it, volumes and Secrets included.",
  response: "Ask whoever it was; a backup brings it back.",
  falsePositives: "Environments that come and go with a branch.",
  techniques: ["T1485"],
  targets: ["namespaces"],
  detect(event, { settings }) {
    if (!isDeleted(event) || isSystemUser(event.user.username, settings)) return undefined;
    const name = nameIn(event);
    const because = `${whoIs(event)} deletes namespace ${name || "after namespace"}`;
    return isPlatformNamespace(name, settings) ? { because, severity: "high" } : { because };
  },
  examples: {
    positive: [
      {
        title: "one",
        events: [auditExample({ verb: "delete", target: "namespaces", name: "shop" })],
        detected: "low: mallory@example.com deletes namespace shop",
      },
    ],
    negative: [
      {
        title: "one that was refused",
        events: [auditExample({ verb: "delete", target: "namespaces", name: "shop", code: 403 })],
      },
    ],
  },
};
