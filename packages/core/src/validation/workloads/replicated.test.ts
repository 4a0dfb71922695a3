import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

const labels = { app: "shop" };
const template = { metadata: { labels }, spec: { containers: [{ name: "a", image: "a" }] } };

function deployment(spec: JsonObject): readonly string[] {
  return errorsOf({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "shop", namespace: "shop" },
    spec: { selector: { matchLabels: labels }, template, ...spec },
  });
}

function controller(spec: JsonObject): readonly string[] {
  const metadata = { name: "shop" };
  return errorsOf({ apiVersion: "v1", kind: "ReplicationController", metadata, spec });
}

describe("deployments", () => {
  it("need all that the API server asks for", () => {
    const spec = {
      template: {
        metadata: { labels },
        spec: {
          containers: [{ image: "r.example/shop:1.0", volumeMounts: [{ mountPath: "/srv" }] }],
        },
      },
    };
    expect(
      errorsOf({
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { namespace: "shop" },
        spec,
      }),
    ).toEqual([
      "metadata.name Required: must be set, or generateName",
      "spec.selector Required: must be set",
      "spec.template.metadata.labels Invalid: are not selected by the selector",
      "spec.template.spec.containers[0].name Required: must be set",
      "spec.template.spec.containers[0].volumeMounts[0].name Required: must be set",
      'spec.template.spec.containers[0].volumeMounts[0].name NotFound: "" does not exist',
    ]);
  });

  it("select their own pods", () => {
    expect(deployment({})).toEqual([]);
    expect(deployment({ selector: {} })).toEqual(["spec.selector Invalid: must not be empty"]);
    expect(deployment({ selector: { matchLabels: { app: "other" } } })).toEqual([
      "spec.template.metadata.labels Invalid: are not selected by the selector",
    ]);
    // Where the selector is none, nobody looks at the template.
    const matchExpressions = [{ key: "app", operator: "Like" }];
    expect(deployment({ selector: { matchExpressions }, template: {} })).toEqual([
      'spec.selector.matchExpressions[0].operator Invalid: "Like" is no operator of selectors',
      "spec.selector Invalid: is no label selector",
    ]);
  });

  it("roll on", () => {
    expect(deployment({ strategy: { type: "Recreate", rollingUpdate: {} } })).toEqual([
      "spec.strategy.rollingUpdate Forbidden: may not be set for Recreate",
    ]);
    expect(
      deployment({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: "0%" } } }),
    ).toEqual(["spec.strategy.rollingUpdate.maxUnavailable Invalid: may not be 0 with maxSurge 0"]);
    expect(deployment({ replicas: -1, progressDeadlineSeconds: 5, minReadySeconds: 5 })).toEqual([
      "spec.replicas Invalid: -1 is negative",
      "spec.progressDeadlineSeconds Invalid: 5 is not more than minReadySeconds",
    ]);
  });

  it("run for ever", () => {
    const spec = { ...template.spec, restartPolicy: "Never", activeDeadlineSeconds: 1 };
    expect(deployment({ template: { ...template, spec } })).toEqual([
      'spec.template.spec.restartPolicy NotSupported: "Never" is none of "Always"',
      "spec.template.spec.activeDeadlineSeconds Forbidden: may only be set in a Pod or a Job",
    ]);
  });
});

describe("replica sets", () => {
  it("select their own pods", () => {
    expect(
      errorsOf({
        apiVersion: "apps/v1",
        kind: "ReplicaSet",
        metadata: { name: "a" },
        spec: { template },
      }),
    ).toEqual([
      "spec.selector Required: must be set",
      "spec.template.metadata.labels Invalid: are not selected by the selector",
    ]);
  });
});

describe("replication controllers", () => {
  it("take their selector from their template", () => {
    expect(controller({ template })).toEqual([]);
    expect(controller({})).toEqual([
      "spec.selector Required: must be set",
      "spec.template Required: must be set",
    ]);
    expect(controller({ selector: { app: "other" }, template })).toEqual([
      "spec.template.metadata.labels Invalid: are not selected by the selector",
    ]);
  });
});
