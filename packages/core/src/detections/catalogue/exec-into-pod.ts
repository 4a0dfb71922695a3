import type { Detection } from "../detection.ts";
import { auditExample, execExample } from "../examples.ts";
import { commandOf, containerOf, EXEC_TARGETS, isEntered, shown } from "../facts/commands.ts";
import { whoIs } from "../facts/identities.ts";

/** Somebody is in a container. */
export const execIntoPod: Detection = {
  id: "exec-into-pod",
  title: "Exec or attach into a pod",
  topic: "running-containers",
  severity: "medium",
  why: "Whoever is in a container has its files, its network, its memory and the token of its service account, and what he does there no audit log shows.",
  response:
    "Ask whoever it was what for; where nobody knows, keep the pod's files and logs, replace it, and renew the token of its account.",
  falsePositives:
    "People who look for a fault. Give them a role with an end, and name them to whoever reads this.",
  techniques: ["T1609"],
  aliases: ["falco:Attach/Exec Pod", "panther:Kubernetes.Pod.Exec"],
  targets: EXEC_TARGETS,
  detect(event) {
    if (!isEntered(event)) return undefined;
    const command = commandOf(event);
    const does = event.objectRef?.subresource === "attach" ? "attached to" : "runs a command in";
    const what = command === "" ? "" : `: ${shown(command)}`;
    return { because: `${whoIs(event)} ${does} ${containerOf(event)}${what}` };
  },
  examples: {
    positive: [
      {
        title: "a shell over WebSockets, as kubectl asks since 1.31",
        events: [execExample(["sh"])],
        detected:
          'medium: mallory@example.com runs a command in container "app" of pod shop/web: sh',
      },
      {
        title: "a shell over SPDY",
        events: [
          auditExample({
            verb: "create",
            target: "pods/exec",
            namespace: "shop",
            name: "web",
            code: 101,
          }),
        ],
        detected: "medium: mallory@example.com runs a command in pod shop/web",
      },
    ],
    negative: [
      {
        title: "a pod that is read",
        events: [auditExample({ verb: "get", target: "pods", namespace: "shop", name: "web" })],
      },
      { title: "one that was refused", events: [execExample(["sh"], { code: 403 })] },
    ],
  },
};
