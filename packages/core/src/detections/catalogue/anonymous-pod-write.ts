import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { sourceOf } from "../facts/addresses.ts";
import { isWritten } from "../facts/changes.ts";
import { isAnonymous } from "../facts/identities.ts";
import { objectIn, POD_TARGETS } from "../facts/pods.ts";

/** Somebody without a name writes pods. */
export const anonymousPodWrite: Detection = {
  id: "anonymous-pod-write",
  title: "Pod written anonymously",
  topic: "anonymous",
  severity: "critical",
  why: "Whoever writes pods without credentials runs what he likes in the cluster.",
  response:
    "Delete what was created, close the binding to `system:anonymous`, and treat the nodes that ran it as taken.",
  falsePositives: "None is known.",
  techniques: ["T1190", "T1610"],
  targets: POD_TARGETS,
  detect(event) {
    if (!isAnonymous(event) || !isWritten(event)) return undefined;
    return {
      because: `an anonymous request from ${sourceOf(event)} may ${event.verb} ${objectIn(event)}`,
    };
  },
  examples: {
    positive: [
      {
        title: "a pod without credentials",
        events: [podExample({}, { user: "system:anonymous", from: ["203.0.113.9"] })],
        detected: "critical: an anonymous request from 203.0.113.9 may create pod shop/web",
      },
    ],
    negative: [
      {
        title: "one that was refused",
        events: [podExample({}, { user: "system:anonymous", code: 403 })],
      },
    ],
  },
};
