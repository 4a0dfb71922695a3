import { textAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { isWritten } from "../facts/changes.ts";
import { whoIs } from "../facts/identities.ts";
import { objectIn } from "../facts/pods.ts";

/** What a policy only notes. */
export const admissionViolation: Detection = {
  id: "admission-violation",
  title: "Violation of a policy that only audits",
  topic: "hygiene",
  severity: "info",
  why: "Pod Security in the mode audit, and admission policies with the action Audit, write what they would refuse into this log alone.",
  response: "Mend what is named, and then let the policy enforce.",
  falsePositives: "What the policy is tried out on.",
  techniques: [],
  detect(event) {
    if (!isWritten(event)) return undefined;
    for (const key of KEYS) {
      const text = textAt(event.annotations, key);
      if (text !== "") {
        const short = text.length > 200 ? `${text.slice(0, 200)}…` : text;
        return { because: `${whoIs(event)} writes ${objectIn(event)} against a policy: ${short}` };
      }
    }
    return undefined;
  },
  examples: {
    positive: [
      {
        title: "Pod Security",
        events: [
          podExample(
            {},
            {
              annotations: {
                "pod-security.kubernetes.io/audit-violations":
                  'would violate PodSecurity "restricted:latest": runAsNonRoot != true',
              },
            },
          ),
        ],
        detected:
          'info: mallory@example.com writes pod shop/web against a policy: would violate PodSecurity "restricted:latest": runAsNonRoot != true',
      },
    ],
    negative: [{ title: "one that violates none", events: [podExample({})] }],
  },
};

const KEYS = [
  "pod-security.kubernetes.io/audit-violations",
  "validation.policy.admission.k8s.io/validation_failure",
];
