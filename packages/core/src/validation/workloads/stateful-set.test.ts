import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

const labels = { app: "shop" };
const container = { name: "a", image: "a", volumeMounts: [{ name: "data", mountPath: "/data" }] };
const template = { metadata: { labels }, spec: { containers: [container] } };
const claim = {
  metadata: { name: "data" },
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
};

function statefulSet(spec: JsonObject, name = "shop"): readonly string[] {
  return errorsOf({
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name },
    spec: { selector: { matchLabels: labels }, template, volumeClaimTemplates: [claim], ...spec },
  });
}

describe("stateful sets", () => {
  it("have a volume for each claim", () => {
    expect(statefulSet({})).toEqual([]);
    expect(statefulSet({ volumeClaimTemplates: [] })).toEqual([
      'spec.template.spec.containers[0].volumeMounts[0].name NotFound: "data" does not exist',
    ]);
    expect(statefulSet({ volumeClaimTemplates: [claim, { metadata: { name: "b" } }] })).toEqual([
      "spec.volumeClaimTemplates[1].spec.accessModes Required: must have at least one mode",
      "spec.volumeClaimTemplates[1].spec.resources[storage] Required: must be set",
    ]);
  });

  it("have names that their pods' host names begin with", () => {
    expect(statefulSet({}, "shop.example")).toEqual([
      `metadata.name Invalid: "shop.example" may only have lower-case letters, digits and '-', with a letter or digit at both ends`,
    ]);
    expect(statefulSet({ serviceName: "Shop" })).toEqual([
      `spec.serviceName Invalid: "Shop" may only have lower-case letters, digits and '-', with a letter or digit at both ends`,
    ]);
  });

  it("have words that the API knows", () => {
    expect(
      statefulSet({
        podManagementPolicy: "parallel",
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Keep" },
        updateStrategy: { type: "OnDelete", rollingUpdate: {} },
        ordinals: { start: -1 },
      }),
    ).toEqual([
      'spec.podManagementPolicy Invalid: "parallel" is none of OrderedReady, Parallel',
      "spec.ordinals.start Invalid: -1 is negative",
      'spec.persistentVolumeClaimRetentionPolicy.whenDeleted NotSupported: "Keep" is none of "Retain", "Delete"',
      "spec.updateStrategy.rollingUpdate Invalid: may only be set for type RollingUpdate",
    ]);
  });
});
