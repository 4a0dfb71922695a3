import { outcomeOf } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { whoIs } from "../facts/identities.ts";
import { pathOf } from "../facts/paths.ts";

const PRIVILEGED_GROUP = /^system:(?:masters|nodes|serviceaccounts:kube-system)$/;
const PRIVILEGED_USER =
  /^(?:system:(?:admin|masters|kube-controller-manager|kube-scheduler|apiserver|node:.*|serviceaccount:kube-system:.*)|kubernetes-admin|cluster-admin|admin)$/;

/** Somebody acts as one who may everything. */
export const privilegedImpersonation: Detection = {
  id: "privileged-impersonation",
  title: "Privileged identity impersonated",
  topic: "identity",
  severity: "high",
  why: "Who impersonates an administrator or a part of the control plane has its rights for that request, and its name stands in the logs of others.",
  response: "Look at all that was done in that name; take the right to impersonate away.",
  falsePositives: "Break-glass procedures that impersonate system:masters on purpose.",
  techniques: ["T1078", "T1548"],
  detect(event) {
    const { impersonatedUser } = event;
    if (impersonatedUser === undefined) return undefined;
    const group = impersonatedUser.groups.find((each) => PRIVILEGED_GROUP.test(each));
    if (group === undefined && !PRIVILEGED_USER.test(impersonatedUser.username)) return undefined;
    const refused = outcomeOf(event) === "refused" ? ", which was refused" : "";
    const what = event.target === "" ? pathOf(event) : event.target;
    const as = group === undefined ? "" : ` in ${group}`;
    return { because: `${whoIs(event)}${as} asks to ${event.verb} ${what}${refused}` };
  },
  examples: {
    positive: [
      {
        title: "system:masters",
        events: [
          auditExample({
            verb: "list",
            target: "secrets",
            as: "nobody",
            asGroups: ["system:masters"],
          }),
        ],
        detected: "high: mallory@example.com as nobody in system:masters asks to list secrets",
      },
    ],
    negative: [
      {
        title: "an ordinary user",
        events: [
          auditExample({
            verb: "list",
            target: "pods",
            as: "alice@example.com",
            asGroups: ["system:authenticated"],
          }),
        ],
      },
      { title: "nobody", events: [auditExample({ verb: "list", target: "pods" })] },
    ],
  },
};
