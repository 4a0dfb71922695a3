import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { whoIs } from "../facts/identities.ts";
import { matchesName } from "../facts/names.ts";
import { pathOf } from "../facts/paths.ts";

/** Keys that lie in a safe are used. */
export const adminIdentityUsed: Detection = {
  id: "admin-identity-used",
  title: "Identity with all rights used",
  topic: "identity",
  severity: "medium",
  why: "Identities that are kept for emergencies may everything and belong to nobody; their use is an emergency, or a theft.",
  response: "Ask who took the credentials, and look at all that was done with them.",
  falsePositives: "The emergencies that they are kept for.",
  techniques: ["T1078"],
  aliases: ["falco:Full K8s Administrative Access"],
  detect(event, { settings }) {
    const { adminIdentities } = settings;
    if (adminIdentities.length === 0) return undefined;
    const names = [event.user.username, ...event.user.groups];
    const found = names.find((name) => adminIdentities.some((each) => matchesName(name, each)));
    if (found === undefined) return undefined;
    const as = found === event.user.username ? "" : ` in ${found}`;
    return {
      because: `${whoIs(event)}${as} asks to ${event.verb} ${event.target || pathOf(event)}`,
    };
  },
  examples: {
    positive: [
      {
        title: "a group",
        settings: { adminIdentities: ["system:masters"] },
        events: [auditExample({ verb: "list", target: "pods", groups: ["system:masters"] })],
        detected: "medium: mallory@example.com in system:masters asks to list pods",
      },
    ],
    negative: [
      {
        title: "nothing configured",
        events: [auditExample({ verb: "list", target: "pods", groups: ["system:masters"] })],
      },
    ],
  },
};
