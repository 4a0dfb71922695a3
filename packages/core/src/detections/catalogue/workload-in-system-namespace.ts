import { namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { isCreated } from "../facts/changes.ts";
import { isPlatformNamespace, isSystemUser, whoIs } from "../facts/identities.ts";
import { objectIn, POD_TARGETS } from "../facts/pods.ts";

/** Something of a user's among the platform's. */
export const workloadInSystemNamespace: Detection = {
  id: "workload-in-system-namespace",
  title: "Workload written into a namespace of the platform",
  topic: "workloads",
  severity: "medium",
  why: "kube-system is exempt from many rules and looked at by few; what runs there can use its service accounts.",
  response:
    "Ask whoever it was; delete what nobody knows of, and renew the tokens of the accounts there.",
  falsePositives: "Components that people install into kube-system.",
  techniques: ["T1610", "T1036.005"],
  aliases: ["falco:Pod Created in Kube Namespace"],
  targets: POD_TARGETS,
  detect(event, context) {
    const namespace = namespaceIn(event);
    if (!isCreated(event) || !isPlatformNamespace(namespace, context.settings)) return undefined;
    if (isSystemUser(event.user.username, context.settings)) return undefined;
    return { because: `${whoIs(event)} creates ${objectIn(event)}` };
  },
  examples: {
    positive: [
      {
        title: "a pod in kube-system",
        events: [podExample({}, { namespace: "kube-system" })],
        detected: "medium: mallory@example.com creates pod kube-system/web",
      },
    ],
    negative: [
      {
        title: "a pod of the platform",
        events: [
          podExample(
            {},
            {
              namespace: "kube-system",
              user: "system:serviceaccount:kube-system:replicaset-controller",
            },
          ),
        ],
      },
      { title: "one in a user's", events: [podExample({})] },
    ],
  },
};
