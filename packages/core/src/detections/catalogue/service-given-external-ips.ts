import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import { listAt, textAt, textsAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten, writtenIn } from "../facts/changes.ts";
import { isSystemUser, serviceAccountOf, whoIs } from "../facts/identities.ts";

/** A service that takes over addresses. */
export const serviceGivenExternalIps: Detection = {
  id: "service-given-external-ips",
  title: "Service with external addresses",
  topic: "network",
  severity: "high",
  why: "Whoever sets externalIPs, or the address in a service's status, has traffic of the whole cluster to that address sent to his pods (CVE-2020-8554).",
  response: "Remove the addresses; forbid them by the admission plugin DenyServiceExternalIPs.",
  falsePositives: "Clusters on bare metal that give out addresses so.",
  techniques: ["T1557"],
  targets: ["services", "services/status"],
  detect(event, { settings }) {
    if (!isWritten(event) || isSystemUser(event.user.username, settings)) return undefined;
    const isStatus = event.objectRef?.subresource === "status";
    const written = writtenIn(event);
    const addresses = isStatus
      ? listAt(written, "status", "loadBalancer", "ingress").map((each) => textAt(each, "ip"))
      : textsAt(written, "spec", "externalIPs");
    // Programs that give out addresses of load balancers write the status.
    const given = addresses.filter(Boolean);
    if (given.length === 0 || (isStatus && serviceAccountOf(event.user.username) !== undefined))
      return undefined;
    return {
      because: `${whoIs(event)} gives service ${namespaceIn(event)}/${nameIn(event)} the addresses ${given.join(", ")}`,
    };
  },
  examples: {
    positive: [
      {
        title: "the address of a DNS server",
        events: [
          auditExample({
            target: "services",
            namespace: "shop",
            name: "dns",
            body: { spec: { externalIPs: ["8.8.8.8"] } },
          }),
        ],
        detected: "high: mallory@example.com gives service shop/dns the addresses 8.8.8.8",
      },
    ],
    negative: [
      {
        title: "none",
        events: [
          auditExample({
            target: "services",
            namespace: "shop",
            name: "web",
            body: { spec: { type: "ClusterIP" } },
          }),
        ],
      },
    ],
  },
};
