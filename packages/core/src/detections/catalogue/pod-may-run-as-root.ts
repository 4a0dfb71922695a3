import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { whoIs } from "../facts/identities.ts";
import { isForeignPod, objectIn, POD_TARGETS, podIn, unlessToldOfOwner } from "../facts/pods.ts";

/** A pod that asks to be root. */
export const podMayRunAsRoot: Detection = {
  id: "pod-may-run-as-root",
  title: "Pod that asks to run as root",
  topic: "workloads",
  severity: "low",
  why: "Where root is asked for by name, a default that forbids it is switched off; root in a container is the first step out of it.",
  response: "Let the image run as another user and remove the setting.",
  falsePositives: "Images that cannot run otherwise.",
  techniques: ["T1611"],
  targets: POD_TARGETS,
  detect(event, context) {
    if (!isForeignPod(event, context)) return undefined;
    const pod = podIn(event);
    const asks = [pod, ...pod.containers].some(({ security }) => security.root);
    if (!asks || !unlessToldOfOwner(event, context, "pod-may-run-as-root")) return undefined;
    return { because: `${whoIs(event)} writes ${objectIn(event)}, which asks for root` };
  },
  examples: {
    positive: [
      {
        title: "runAsNonRoot false",
        events: [
          podExample({ containers: [{ name: "app", securityContext: { runAsNonRoot: false } }] }),
        ],
        detected: "low: mallory@example.com writes pod shop/web, which asks for root",
      },
    ],
    negative: [{ title: "nothing said", events: [podExample({})] }],
  },
};
