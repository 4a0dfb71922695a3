import { nameIn } from "../../audit/events/event.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isCreated, isWritten, writtenIn } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

const KUBELET_SIGNERS: ReadonlySet<string> = new Set([
  "kubernetes.io/kubelet-serving",
  "kubernetes.io/kube-apiserver-client-kubelet",
]);

/** A certificate to log in with. */
export const certificateRequested: Detection = {
  id: "certificate-requested",
  title: "Client certificate requested or approved",
  topic: "credentials",
  severity: "high",
  why: "A client certificate names any user and any group, cannot be taken back, and is valid until it ends.",
  response:
    "Deny the request, or where it was signed find out which user and groups it names, and close them by authorization; only a new CA ends it.",
  falsePositives: "Programs that manage certificates of users.",
  techniques: ["T1098", "T1136"],
  targets: ["certificatesigningrequests", "certificatesigningrequests/approval"],
  detect(event, { settings }) {
    const isApproval = event.objectRef?.subresource === "approval";
    const isWrite = isApproval ? isWritten(event) : isCreated(event);
    if (!isWrite || isSystemUser(event.user.username, settings)) return undefined;
    const written = writtenIn(event);
    const signer = textAt(written, "spec", "signerName");
    // Nodes that join ask with a bootstrap token, of kubeadm or of the cloud.
    if (KUBELET_SIGNERS.has(signer) && !isApproval) return undefined;
    const { username } = event.user;
    if (username.startsWith("system:bootstrap:")) return undefined;
    const of = signer === "" ? "" : ` of ${signer}`;
    return {
      because: `${whoIs(event)} ${isApproval ? "approves" : "requests"} certificate ${nameIn(event)}${of}`,
    };
  },
  examples: {
    positive: [
      {
        title: "a request for the API server's clients",
        events: [
          auditExample({
            target: "certificatesigningrequests",
            group: "certificates.k8s.io",
            name: "mallory",
            body: { spec: { signerName: "kubernetes.io/kube-apiserver-client" } },
          }),
        ],
        detected:
          "high: mallory@example.com requests certificate mallory of kubernetes.io/kube-apiserver-client",
      },
    ],
    negative: [
      {
        title: "a kubelet's own",
        events: [
          auditExample({
            user: "system:node:n1",
            target: "certificatesigningrequests",
            group: "certificates.k8s.io",
            name: "csr-1",
            body: { spec: { signerName: "kubernetes.io/kubelet-serving" } },
          }),
        ],
      },
    ],
  },
};
