import { textAt } from "@watertight/core/kubernetes";
import { expect, test } from "vitest";
import { answer } from "../../testing/answers.ts";
import { namespaceOf } from "../../testing/reviews.ts";
import { objectsForNewNamespace } from "./new-namespaces.ts";

const RULES = [
  {
    namespaces: ["team-*"],
    networkPolicy: "deny-all",
    resourceQuota: {
      ...{ "requests.cpu": "4", "limits.cpu": "8", "requests.memory": "8Gi" },
      ...{ "limits.memory": "16Gi", pods: "50" },
    },
    limitRange: {
      default: { cpu: "500m", memory: "256Mi" },
      defaultRequest: { cpu: "50m", memory: "64Mi" },
    },
  },
] as const;

test("what new namespaces get passes every check of the gate", () => {
  const made = objectsForNewNamespace("team-a", RULES);
  expect(made.map(({ object }) => textAt(object, "kind"))).toEqual([
    "NetworkPolicy",
    "ResourceQuota",
    "LimitRange",
  ]);
  const told = made.map(({ object, path }) => {
    const [version = "", group = ""] = textAt(object, "apiVersion").split("/").toReversed();
    return answer(
      {
        ...{ object, namespace: "team-a", name: "watertight-default" },
        kind: [group, version, textAt(object, "kind")],
        resource: path.split("/").at(-1) ?? "",
      },
      { admission: { modes: [{ mode: "deny" }] } },
      { objects: [namespaceOf("team-a")] },
    );
  });
  expect(told.map(({ status }) => textAt(status, "message"))).toEqual(["", "", ""]);
  expect(told.map(({ allowed }) => allowed)).toEqual([true, true, true]);
});

test("namespaces that no rule is for get nothing", () => {
  expect(objectsForNewNamespace("shop", RULES)).toEqual([]);
});
