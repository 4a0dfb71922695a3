import { type AuditEvent, outcomeOf } from "../../audit/events/event.ts";
import { textsAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import {
  comesFromPublicAddress,
  isCloudHealthCheck,
  isOfCloud,
  sourceOf,
} from "../facts/addresses.ts";
import { isAnonymous, isSystemUser, whoIs } from "../facts/identities.ts";
import { isPublicPath, pathOf } from "../facts/paths.ts";
import type { DetectionSettings } from "../settings.ts";

/** AKS runs these with the network of nodes, which may have addresses of their own. */
const AZURE_DRIVERS = /^system:serviceaccount:kube-system:csi-azure(?:disk|file)-node-sa$/;
/** Roles of AWS' own account for EKS, which its functions take on. */
const AWS_ROLE = /:assumed-role\/(?:AWSWesleyClusterManagerLambda|AWSServiceRoleForAmazonEKS|eks-)/;

/** What belongs into the cluster asks from outside. */
export const systemIdentityFromPublicAddress: Detection = {
  id: "system-identity-from-public-address",
  title: "Identity of the cluster used from a public address",
  topic: "identity",
  severity: "high",
  why: "Service accounts and nodes ask from inside. From an address of the internet that is not the cloud's, it is somebody with a stolen token.",
  response:
    "Renew the token (delete the pod or the account), and look at all that came from that address.",
  falsePositives:
    "Clusters whose nodes ask through public addresses: list them in `cloudAddresses`. Jobs of CI outside with a token.",
  techniques: ["T1078", "T1528"],
  aliases: ["panther:Kubernetes.System.Principal.PublicIP"],
  detect(event, { settings }) {
    const { username } = event.user;
    if (!username.startsWith("system:") && !isSystemUser(username, settings)) return undefined;
    if (isAnonymous(event) || outcomeOf(event) === "refused") return undefined;
    if (!comesFromPublicAddress(event) || isExpected(event, settings)) return undefined;
    return {
      because: `${whoIs(event)} asks to ${event.verb} ${event.target || pathOf(event)} from ${sourceOf(event)}`,
    };
  },
  examples: {
    positive: [
      {
        title: "an account of kube-system",
        events: [
          auditExample({
            user: "system:serviceaccount:kube-system:coredns",
            verb: "list",
            target: "endpointslices",
            from: ["203.0.113.9"],
          }),
        ],
        detected:
          "high: system:serviceaccount:kube-system:coredns asks to list endpointslices from 203.0.113.9",
      },
    ],
    negative: [
      {
        title: "from a private address",
        events: [
          auditExample({
            user: "system:serviceaccount:kube-system:coredns",
            verb: "list",
            target: "endpointslices",
          }),
        ],
      },
      {
        title: "from the cloud",
        settings: { cloudAddresses: ["203.0.113.0/24"] },
        events: [
          auditExample({
            user: "system:node:n1",
            verb: "get",
            target: "nodes",
            name: "n1",
            from: ["203.0.113.9"],
          }),
        ],
      },
      {
        title: "a person",
        events: [auditExample({ verb: "list", target: "pods", from: ["203.0.113.9"] })],
      },
    ],
  },
};

/** What a cloud does itself is told by more than its name: the role that AWS signed for, the envelope that Azure wrote. */
function isProvider({ user, source }: AuditEvent): boolean {
  if (user.username.startsWith("eks:"))
    return textsAt(user.extra, "arn").some((arn) => AWS_ROLE.test(arn));
  return source.envelope === "aks" && AZURE_DRIVERS.test(user.username);
}

function isExpected(event: AuditEvent, settings: DetectionSettings): boolean {
  if (isPublicPath(event) || isCloudHealthCheck(event) || isProvider(event)) return true;
  return event.sourceIPs.every((each) => isOfCloud(each, event, settings));
}
