import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

const labels = { app: "shop" };
const template = { metadata: { labels }, spec: { containers: [{ name: "a", image: "a" }] } };

function daemonSet(spec: JsonObject): readonly string[] {
  return errorsOf({
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: "shop" },
    spec: { selector: { matchLabels: labels }, template, ...spec },
  });
}

describe("daemon sets", () => {
  it("select their own pods", () => {
    expect(daemonSet({})).toEqual([]);
    expect(daemonSet({ selector: {} })).toEqual(["spec.selector Invalid: must not be empty"]);
    expect(daemonSet({ selector: { matchLabels: { app: "other" } } })).toEqual([
      "spec.template.metadata.labels Invalid: are not selected by the selector",
    ]);
  });

  it("either add pods first or take them away first", () => {
    const rolling = (rollingUpdate: JsonObject) => daemonSet({ updateStrategy: { rollingUpdate } });
    expect(rolling({ maxUnavailable: "10%" })).toEqual([]);
    expect(rolling({ maxUnavailable: 0 })).toEqual([
      "spec.updateStrategy.rollingUpdate.maxUnavailable Required: may not be 0 with maxSurge 0",
    ]);
    expect(rolling({ maxSurge: 1 })).toEqual([
      "spec.updateStrategy.rollingUpdate.maxSurge Invalid: may not be set beside maxUnavailable",
    ]);
    expect(daemonSet({ updateStrategy: { type: "Recreate" } })).toEqual([
      'spec.updateStrategy NotSupported: "Recreate" is none of "RollingUpdate", "OnDelete"',
    ]);
  });
});
