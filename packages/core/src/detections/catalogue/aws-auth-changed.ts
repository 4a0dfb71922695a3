import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isDeleted, isWritten } from "../facts/changes.ts";
import { whoIs } from "../facts/identities.ts";

/** Who in AWS is who in the cluster. */
export const awsAuthChanged: Detection = {
  id: "aws-auth-changed",
  title: "aws-auth changed",
  topic: "identity",
  severity: "high",
  why: "The ConfigMap aws-auth says which roles and users of AWS are which users and groups here: a line in it makes an outsider an administrator.",
  response:
    "Compare with what is in your repository; access entries of EKS do the same by AWS' own log.",
  falsePositives: "Pipelines that add nodes or people.",
  techniques: ["T1098", "T1078.004"],
  targets: ["configmaps"],
  detect(event) {
    if (nameIn(event) !== "aws-auth" || namespaceIn(event) !== "kube-system") return undefined;
    if (!isWritten(event) && !isDeleted(event)) return undefined;
    // EKS writes it for its own node groups.
    if (event.user.username.startsWith("eks:")) return undefined;
    return {
      because: `${whoIs(event)} ${isDeleted(event) ? "deletes" : "writes"} ConfigMap kube-system/aws-auth`,
    };
  },
  examples: {
    positive: [
      {
        title: "a line that is added",
        events: [
          auditExample({
            verb: "patch",
            target: "configmaps",
            namespace: "kube-system",
            name: "aws-auth",
          }),
        ],
        detected: "high: mallory@example.com writes ConfigMap kube-system/aws-auth",
      },
    ],
    negative: [
      {
        title: "one that is read",
        events: [
          auditExample({
            verb: "get",
            target: "configmaps",
            namespace: "kube-system",
            name: "aws-auth",
          }),
        ],
      },
    ],
  },
};
