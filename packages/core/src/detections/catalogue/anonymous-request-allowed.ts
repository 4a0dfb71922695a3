import { nameIn, outcomeOf } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { comesFromLoopback, isCloudHealthCheck, sourceOf } from "../facts/addresses.ts";
import { isAnonymous } from "../facts/identities.ts";
import { isPublicPath, pathOf } from "../facts/paths.ts";

/** Somebody without a name is answered. */
export const anonymousRequestAllowed: Detection = {
  id: "anonymous-request-allowed",
  title: "Anonymous request answered",
  topic: "anonymous",
  severity: "high",
  why: "Whoever reaches the API server has this right, without any credentials. Only health and version are meant to be open.",
  response:
    "Find the binding to `system:anonymous` or `system:unauthenticated` (`watertight access who-can`) and delete it; then look at what else came from that address.",
  falsePositives:
    "Load balancers that ask for health, and bootstrapping with kubeadm, which reads the ConfigMap `kube-public/cluster-info`.",
  techniques: ["T1190", "T1078.001"],
  aliases: ["falco:Anonymous Request Allowed", "panther:Kubernetes.API.AnonymousAccess"],
  detect(event) {
    if (!isAnonymous(event) || outcomeOf(event) !== "succeeded") return undefined;
    if (isPublicPath(event) || comesFromLoopback(event) || isCloudHealthCheck(event))
      return undefined;
    const what = event.target === "" ? pathOf(event) : `${event.target} ${nameIn(event)}`.trim();
    if (what === "" || isBootstrap(event.target, nameIn(event))) return undefined;
    return { because: `an anonymous request from ${sourceOf(event)} may ${event.verb} ${what}` };
  },
  examples: {
    positive: [
      {
        title: "a pod that anybody may read",
        events: [
          auditExample({
            user: "system:anonymous",
            verb: "get",
            target: "pods",
            namespace: "shop",
            name: "web",
            from: ["203.0.113.9"],
          }),
        ],
        detected: "high: an anonymous request from 203.0.113.9 may get pods web",
      },
    ],
    negative: [
      {
        title: "a question for health",
        events: [auditExample({ user: "system:anonymous", verb: "get", uri: "/readyz?verbose" })],
      },
      {
        title: "a request that was refused",
        events: [
          auditExample({ user: "system:anonymous", verb: "list", target: "pods", code: 403 }),
        ],
      },
    ],
  },
};

/** What kubeadm has a new node read before it has a name. */
function isBootstrap(target: string, name: string): boolean {
  return target === "configmaps" && name === "cluster-info";
}
