import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import { listAt, objectAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isCreated, writtenIn } from "../facts/changes.ts";
import { whoIs } from "../facts/identities.ts";

/** Passwords in the clear. */
export const ingressCreatedWithoutTls: Detection = {
  id: "ingress-created-without-tls",
  title: "Ingress without TLS written",
  topic: "network",
  severity: "low",
  why: "What is sent to it is read by whoever is on the way.",
  response: "Give it a certificate in `spec.tls`.",
  falsePositives: "TLS that a load balancer in front of it ends.",
  techniques: ["T1557", "T1040"],
  aliases: ["falco:Ingress Object without TLS Certificate Created"],
  targets: ["ingresses"],
  detect(event) {
    if (!isCreated(event)) return undefined;
    const spec = objectAt(writtenIn(event), "spec");
    if (Object.keys(spec).length === 0 || listAt(spec, "tls").length > 0) return undefined;
    return {
      because: `${whoIs(event)} creates ingress ${namespaceIn(event)}/${nameIn(event)} without TLS`,
    };
  },
  examples: {
    positive: [
      {
        title: "one without",
        events: [
          auditExample({
            target: "ingresses",
            group: "networking.k8s.io",
            namespace: "shop",
            name: "web",
            body: { spec: { rules: [{ host: "shop.example" }] } },
          }),
        ],
        detected: "low: mallory@example.com creates ingress shop/web without TLS",
      },
    ],
    negative: [
      {
        title: "one with",
        events: [
          auditExample({
            target: "ingresses",
            namespace: "shop",
            name: "web",
            body: { spec: { tls: [{ secretName: "t" }] } },
          }),
        ],
      },
    ],
  },
};
