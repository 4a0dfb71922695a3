import { isJsonList, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";
import { objectIn, WORKLOAD_TARGETS } from "../facts/pods.ts";

/** A container more in what runs already. */
export const containerAddedToWorkload: Detection = {
  id: "container-added-to-workload",
  title: "Container added to a workload by a patch",
  topic: "workloads",
  severity: "medium",
  why: "A container that is put beside another one by a patch shares its network, its volumes and its account, and stands in no repository.",
  response: "Compare the workload with what is in your repository; roll it back.",
  falsePositives: "Programs that inject a sidecar by a patch and not by a webhook.",
  techniques: ["T1610", "T1525"],
  targets: WORKLOAD_TARGETS,
  detect(event, { settings }) {
    if (event.verb !== "patch" || !isWritten(event) || isSystemUser(event.user.username, settings))
      return undefined;
    const { requestObject } = event;
    const added = isJsonList(requestObject) ? addedByOperations(requestObject) : "";
    const inPatch = added || addedByMerge(event);
    if (inPatch === "") return undefined;
    return { because: `${whoIs(event)} adds container "${inPatch}" to ${objectIn(event)}` };
  },
  examples: {
    positive: [
      {
        title: "by a JSON patch",
        events: [
          auditExample({
            verb: "patch",
            target: "deployments",
            group: "apps",
            namespace: "shop",
            name: "web",
            body: [
              {
                op: "add",
                path: "/spec/template/spec/containers/-",
                value: { name: "side", image: "x" },
              },
            ],
          }),
        ],
        detected: 'medium: mallory@example.com adds container "side" to deployments shop/web',
      },
      {
        title: "by a strategic merge patch, which the answer shows to be one more",
        events: [
          auditExample({
            verb: "patch",
            target: "deployments",
            group: "apps",
            namespace: "shop",
            name: "web",
            body: {
              spec: {
                template: { spec: { containers: [{ name: "side", image: "x", command: ["sh"] }] } },
              },
            },
            response: {
              metadata: { name: "web" },
              spec: {
                template: {
                  spec: {
                    containers: [
                      { name: "side", image: "x" },
                      { name: "app", image: "app:1" },
                    ],
                  },
                },
              },
            },
          }),
        ],
        detected: 'medium: mallory@example.com adds container "side" to deployments shop/web',
      },
    ],
    negative: [
      {
        title: "another image",
        events: [
          auditExample({
            verb: "patch",
            target: "deployments",
            group: "apps",
            namespace: "shop",
            name: "web",
            body: {
              spec: { template: { spec: { containers: [{ name: "app", image: "app:2" }] } } },
            },
          }),
        ],
      },
    ],
  },
};

const CONTAINERS = /\/spec\/template\/spec\/(?:initC|c)ontainers\/(?:-|\d+)$/;

function addedByOperations(operations: readonly JsonValue[]): string {
  const operation = operations.find(
    (each) => textAt(each, "op") === "add" && CONTAINERS.test(textAt(each, "path")),
  );
  return operation === undefined ? "" : textAt(operation, "value", "name");
}

/** A strategic merge puts a container that is new before those that were there, and one that is whole has a command or ports of its own. */
function addedByMerge({
  requestObject,
  responseObject,
  userAgent,
}: Parameters<Detection["detect"]>[0]): string {
  // Server-side apply and kubectl apply say the whole workload.
  if (textAt(requestObject, "kind") !== "" || /apply/i.test(userAgent)) return "";
  const path = ["spec", "template", "spec", "containers"];
  const [given, ...others] = listAt(requestObject, ...path);
  if (given === undefined || others.length > 0 || textAt(given, "image") === "") return "";
  const result = listAt(responseObject, ...path);
  const name = textAt(given, "name");
  return isWhole(given) && result.length > 1 && textAt(result[0], "name") === name ? name : "";
}

function isWhole(container: JsonValue): boolean {
  return ["command", "args", "volumeMounts"].some((field) => listAt(container, field).length > 0);
}
