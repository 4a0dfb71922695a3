import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { Detection } from "../detection.ts";
import { podExample } from "../examples.ts";
import { isCreated } from "../facts/changes.ts";
import { isPlatformNamespace, isWorkloadController, whoIs } from "../facts/identities.ts";
import { objectIn, POD_TARGETS } from "../facts/pods.ts";

const NAMES =
  /^(?:kube-(?:proxy|apiserver|scheduler|controller-manager|dns|flannel(?:-ds)?)|coredns|etcd|calico-node|aws-node|cilium|metrics-server|konnectivity-agent)(?:-|$)/;

/** A pod that looks like one of the platform's. */
export const podWithLookalikeName: Detection = {
  id: "pod-with-lookalike-name",
  title: "Workload named like a part of the platform",
  topic: "workloads",
  severity: "medium",
  why: "Among many names nobody looks twice at kube-proxy-x1; its place in a namespace of a user's gives it away.",
  response: "Look at its image and at who wrote it.",
  falsePositives: "Charts that bring their own etcd or metrics-server into a namespace.",
  techniques: ["T1036.005"],
  targets: POD_TARGETS,
  detect(event, { settings }) {
    if (!isCreated(event) || !NAMES.test(nameIn(event))) return undefined;
    const namespace = namespaceIn(event);
    if (isPlatformNamespace(namespace, settings) || isWorkloadController(event.user.username))
      return undefined;
    return {
      because: `${whoIs(event)} creates ${objectIn(event)}, named like a part of the platform`,
    };
  },
  examples: {
    positive: [
      {
        title: "kube-proxy in a user's namespace",
        events: [podExample({}, { name: "kube-proxy-x1" })],
        detected:
          "medium: mallory@example.com creates pod shop/kube-proxy-x1, named like a part of the platform",
      },
    ],
    negative: [{ title: "any other name", events: [podExample({})] }],
  },
};
