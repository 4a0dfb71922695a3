import type { Detection } from "../detection.ts";
import { auditExample, podExample } from "../examples.ts";
import { whoIs } from "../facts/identities.ts";
import { isForeignPod, objectIn, POD_TARGETS, podIn, unlessToldOfOwner } from "../facts/pods.ts";

/** A container that is the node. */
export const privilegedPod: Detection = {
  id: "privileged-pod",
  title: "Privileged pod written",
  topic: "workloads",
  severity: "high",
  why: "A privileged container has every device and every right of its node.",
  response:
    "Delete the workload where nobody knows of it, and treat its node as taken; enforce the Pod Security level baseline.",
  falsePositives:
    "Agents of networks, storage and monitoring outside the namespaces of the platform.",
  techniques: ["T1611", "T1610"],
  aliases: ["falco:Create Privileged Pod", "panther:GCP.K8S.Privileged.Pod.Created"],
  targets: POD_TARGETS,
  detect(event, context) {
    if (!isForeignPod(event, context)) return undefined;
    const found = podIn(event).containers.find(({ security }) => security.privileged);
    if (found === undefined || !unlessToldOfOwner(event, context, "privileged-pod"))
      return undefined;
    return {
      because: `${whoIs(event)} writes ${objectIn(event)} with privileged container "${found.name}"`,
    };
  },
  examples: {
    positive: [
      {
        title: "an init container of two",
        events: [
          podExample({
            initContainers: [{ name: "setup", securityContext: { privileged: true } }],
          }),
        ],
        detected: 'high: mallory@example.com writes pod shop/web with privileged container "setup"',
      },
      {
        title: "a JSON patch of a Deployment",
        events: [
          auditExample({
            verb: "patch",
            target: "deployments",
            group: "apps",
            namespace: "shop",
            name: "web",
            body: [
              {
                op: "replace",
                path: "/spec/template/spec/containers/0",
                value: { name: "app", securityContext: { privileged: true } },
              },
            ],
          }),
        ],
        detected:
          'high: mallory@example.com writes deployments shop/web with privileged container "app"',
      },
      {
        title: "a pod whose name the API server made",
        events: [
          podExample(
            { containers: [{ name: "app", securityContext: { privileged: true } }] },
            { name: "", response: { metadata: { name: "web-x7k2p" } } },
          ),
        ],
        detected:
          'high: mallory@example.com writes pod shop/web-x7k2p with privileged container "app"',
      },
    ],
    negative: [
      { title: "an ordinary pod", events: [podExample({})] },
      {
        title: "one that was not let in",
        events: [
          podExample(
            { containers: [{ name: "app", securityContext: { privileged: true } }] },
            { code: 403 },
          ),
        ],
      },
      {
        title: "the platform in its own namespace",
        events: [
          podExample(
            { containers: [{ name: "proxy", securityContext: { privileged: true } }] },
            {
              user: "system:serviceaccount:kube-system:daemon-set-controller",
              namespace: "kube-system",
            },
          ),
        ],
      },
    ],
  },
};
