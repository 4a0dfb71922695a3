import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isCreated } from "../facts/changes.ts";
import { isPlatformNamespace, isSystemUser, whoIs } from "../facts/identities.ts";

/** A new account beside those of the platform. */
export const serviceAccountInSystemNamespace: Detection = {
  id: "service-account-in-system-namespace",
  title: "Service account created in a namespace of the platform",
  topic: "credentials",
  severity: "medium",
  why: "Among the accounts of kube-system one more is not noticed, and rules for exceptions often speak of all of them.",
  response: "Ask whoever it was; look for bindings that name the account.",
  falsePositives: "The installation of a component into kube-system.",
  techniques: ["T1136", "T1036.005"],
  aliases: ["falco:Service Account Created in Kube Namespace"],
  targets: ["serviceaccounts"],
  detect(event, { settings }) {
    const namespace = namespaceIn(event);
    if (!isCreated(event) || !isPlatformNamespace(namespace, settings)) return undefined;
    if (isSystemUser(event.user.username, settings)) return undefined;
    return { because: `${whoIs(event)} creates service account ${namespace}/${nameIn(event)}` };
  },
  examples: {
    positive: [
      {
        title: "one in kube-system",
        events: [
          auditExample({ target: "serviceaccounts", namespace: "kube-system", name: "helper" }),
        ],
        detected: "medium: mallory@example.com creates service account kube-system/helper",
      },
    ],
    negative: [
      {
        title: "one of a user's",
        events: [auditExample({ target: "serviceaccounts", namespace: "shop", name: "web" })],
      },
    ],
  },
};
