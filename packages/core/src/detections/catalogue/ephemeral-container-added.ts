import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten, writtenIn } from "../facts/changes.ts";
import { whoIs } from "../facts/identities.ts";

/** A container is put into a running pod. */
export const ephemeralContainerAdded: Detection = {
  id: "ephemeral-container-added",
  title: "Ephemeral container added to a pod",
  topic: "running-containers",
  severity: "medium",
  why: "An ephemeral container brings tools of any image into a running pod, with its network, its volumes if it asks for them, and its processes.",
  response: "Ask whoever it was; a pod keeps its ephemeral containers until it is replaced.",
  falsePositives: "`kubectl debug` by people who look for a fault.",
  techniques: ["T1609", "T1610"],
  aliases: ["falco:EphemeralContainers Created"],
  targets: ["pods/ephemeralcontainers"],
  detect(event) {
    if (!isWritten(event)) return undefined;
    const images = listAt(writtenIn(event), "spec", "ephemeralContainers").map((each) =>
      textAt(each, "image"),
    );
    const what = images.length === 0 ? "" : ` with ${images.filter(Boolean).join(", ")}`;
    return {
      because: `${whoIs(event)} adds a container to pod ${namespaceIn(event)}/${nameIn(event)}${what}`,
    };
  },
  examples: {
    positive: [
      {
        title: "kubectl debug",
        events: [
          auditExample({
            verb: "patch",
            target: "pods/ephemeralcontainers",
            namespace: "shop",
            name: "web",
            body: { spec: { ephemeralContainers: [{ name: "debugger", image: "busybox" }] } },
          }),
        ],
        detected: "medium: mallory@example.com adds a container to pod shop/web with busybox",
      },
    ],
    negative: [
      {
        title: "ephemeral containers that are read",
        events: [
          auditExample({
            verb: "get",
            target: "pods/ephemeralcontainers",
            namespace: "shop",
            name: "web",
          }),
        ],
      },
    ],
  },
};
