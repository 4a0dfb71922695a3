import type { Detection } from "../detection.ts";
import { execExample } from "../examples.ts";
import { commandOf, containerOf, EXEC_TARGETS, isEntered, shown } from "../facts/commands.ts";
import { whoIs } from "../facts/identities.ts";

const CREDENTIALS =
  /\/var\/run\/secrets\/|\/run\/secrets\/kubernetes\.io|\/etc\/(?:shadow|kubernetes\/)|\.kube\/config|\/var\/lib\/kubelet\/(?:pki|kubeconfig|config)|\.aws\/credentials|\.ssh\/|id_(?:rsa|ed25519)\b|\.docker\/config\.json|\/proc\/(?:self|\d+|\*)\/environ/;

/** A command that reads what credentials lie in a container. */
export const execReadsCredentials: Detection = {
  id: "exec-reads-credentials",
  title: "Credentials read by a command in a container",
  topic: "running-containers",
  severity: "high",
  why: "Tokens of service accounts, keys and kubeconfigs in a container are what lets an attacker act as the workload, from anywhere.",
  response:
    "Renew the credentials that were read, replace the pod, and look at what the account did since.",
  falsePositives: "Somebody who looks whether a mount is there; `ls` would do.",
  techniques: ["T1609", "T1528", "T1552.001"],
  targets: EXEC_TARGETS,
  detect(event) {
    const command = commandOf(event);
    if (command === "" || !isEntered(event) || !CREDENTIALS.test(command)) return undefined;
    return {
      because: `${whoIs(event)} reads credentials in ${containerOf(event)}: ${shown(command)}`,
    };
  },
  examples: {
    positive: [
      {
        title: "the token of the pod's account",
        events: [execExample(["cat", "/var/run/secrets/kubernetes.io/serviceaccount/token"])],
        detected:
          'high: mallory@example.com reads credentials in container "app" of pod shop/web: cat /var/run/secrets/kubernetes.io/serviceaccount/token',
      },
    ],
    negative: [{ title: "any other file", events: [execExample(["cat", "/etc/os-release"])] }],
  },
};
