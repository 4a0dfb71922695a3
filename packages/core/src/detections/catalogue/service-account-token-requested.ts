import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isCreated, writtenIn } from "../facts/changes.ts";
import { isNode, isPlatformNamespace, isPlatformWork, whoIs } from "../facts/identities.ts";

/** Somebody has a token made for an account. */
export const serviceAccountTokenRequested: Detection = {
  id: "service-account-token-requested",
  title: "Token of a service account requested",
  topic: "credentials",
  severity: "medium",
  why: "Who may create tokens acts as the account, from anywhere, until the token ends; for an account of kube-system that is often the whole cluster.",
  response:
    "Ask whoever it was; delete and make again the account where nobody knows of it, which ends its tokens.",
  falsePositives:
    "People who use `kubectl create token`, and programs such as Vault that hand out tokens.",
  techniques: ["T1098", "T1528"],
  aliases: ["panther:Kubernetes.ServiceAccount.TokenCreated"],
  targets: ["serviceaccounts/token"],
  detect(event, { settings }) {
    const namespace = namespaceIn(event);
    // Kubelets ask for the tokens of the pods that they run.
    if (
      !isCreated(event) ||
      isNode(event.user.username) ||
      isPlatformWork(event, namespace, settings)
    )
      return undefined;
    const lifetime = valueAt(writtenIn(event), "spec", "expirationSeconds");
    const days = typeof lifetime === "number" ? Math.floor(lifetime / 86_400) : 0;
    const long = days > 1 ? ` for ${days} days` : "";
    const because = `${whoIs(event)} has a token made for service account ${namespace}/${nameIn(event)}${long}`;
    return isPlatformNamespace(namespace, settings) ? { because, severity: "high" } : { because };
  },
  examples: {
    positive: [
      {
        title: "for an account of a user's namespace",
        events: [auditExample({ target: "serviceaccounts/token", namespace: "shop", name: "web" })],
        detected: "medium: mallory@example.com has a token made for service account shop/web",
      },
      {
        title: "for an account of the platform, for long",
        events: [
          auditExample({
            target: "serviceaccounts/token",
            namespace: "kube-system",
            name: "admin",
            body: { spec: { expirationSeconds: 31_536_000 } },
          }),
        ],
        detected:
          "high: mallory@example.com has a token made for service account kube-system/admin for 365 days",
      },
    ],
    negative: [
      {
        title: "a kubelet for a pod of its node",
        events: [
          auditExample({
            user: "system:node:n1",
            target: "serviceaccounts/token",
            namespace: "shop",
            name: "web",
          }),
        ],
      },
      {
        title: "the controller manager for its own controllers",
        events: [
          auditExample({
            user: "system:kube-controller-manager",
            target: "serviceaccounts/token",
            namespace: "kube-system",
            name: "job-controller",
          }),
        ],
      },
    ],
  },
};
