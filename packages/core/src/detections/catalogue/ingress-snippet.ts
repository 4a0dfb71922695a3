import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import { objectAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten, writtenIn } from "../facts/changes.ts";
import { whoIs } from "../facts/identities.ts";

const RISKY =
  /^nginx\.ingress\.kubernetes\.io\/(?:[a-z-]*-snippet|auth-(?:url|signin|snippet)|mirror-target)$/;

/** Lines for the configuration of nginx. */
export const ingressSnippet: Detection = {
  id: "ingress-snippet",
  title: "Ingress with a snippet for nginx",
  topic: "network",
  severity: "high",
  why: "ingress-nginx puts such annotations into its own configuration, and runs as one who reads every Secret: CVE-2021-25742, CVE-2025-1974 and its kin.",
  response:
    "Remove the annotation; set `allow-snippet-annotations: false` and update ingress-nginx.",
  falsePositives:
    "Old configurations that need a header; newer versions have an annotation for it.",
  techniques: ["T1210", "T1068"],
  targets: ["ingresses"],
  detect(event) {
    if (!isWritten(event)) return undefined;
    const keys = Object.keys(objectAt(writtenIn(event), "metadata", "annotations")).filter((key) =>
      RISKY.test(key),
    );
    if (keys.length === 0) return undefined;
    return {
      because: `${whoIs(event)} writes ingress ${namespaceIn(event)}/${nameIn(event)} with ${keys.join(", ")}`,
    };
  },
  examples: {
    positive: [
      {
        title: "a snippet",
        events: [
          auditExample({
            target: "ingresses",
            group: "networking.k8s.io",
            namespace: "shop",
            name: "web",
            body: {
              metadata: {
                annotations: { "nginx.ingress.kubernetes.io/server-snippet": "return 200;" },
              },
            },
          }),
        ],
        detected:
          "high: mallory@example.com writes ingress shop/web with nginx.ingress.kubernetes.io/server-snippet",
      },
    ],
    negative: [
      {
        title: "another annotation",
        events: [
          auditExample({
            target: "ingresses",
            namespace: "shop",
            name: "web",
            body: {
              metadata: { annotations: { "nginx.ingress.kubernetes.io/rewrite-target": "/" } },
            },
          }),
        ],
      },
    ],
  },
};
