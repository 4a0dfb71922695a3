import { namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { whoIs } from "../facts/identities.ts";
import { isForeignPod, objectIn, POD_TARGETS, podIn } from "../facts/pods.ts";

const CONTROLLER =
  /(?:-controller|^generic-garbage-collector|^namespace-controller|^cloud-provider)$/;

/** A pod that asks for the rights of a controller. */
export const podWithControllerAccount: Detection = {
  id: "pod-with-controller-account",
  title: "Pod with a service account of a controller",
  topic: "workloads",
  severity: "high",
  why: "The controllers of the control plane have accounts in kube-system with wide rights; a pod there that names one has them.",
  response: "Delete the pod, and make the account anew, which ends its tokens.",
  falsePositives: "Add-ons of the cloud that are named like that and have their own account.",
  techniques: ["T1078", "T1098.006"],
  targets: POD_TARGETS,
  detect(event, context) {
    if (!isForeignPod(event, context) || namespaceIn(event) !== "kube-system") return undefined;
    const account = podIn(event).serviceAccountName;
    if (!CONTROLLER.test(account)) return undefined;
    return { because: `${whoIs(event)} writes ${objectIn(event)} with service account ${account}` };
  },
  examples: {
    positive: [
      {
        title: "the account that aggregates roles",
        events: [
          podExample(
            { serviceAccountName: "clusterrole-aggregation-controller" },
            { namespace: "kube-system" },
          ),
        ],
        detected:
          "high: mallory@example.com writes pod kube-system/web with service account clusterrole-aggregation-controller",
      },
    ],
    negative: [{ title: "its own account", events: [podExample({ serviceAccountName: "web" })] }],
  },
};
