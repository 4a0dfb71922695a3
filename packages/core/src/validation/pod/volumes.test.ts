import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

function volumes(...volumes: JsonObject[]): readonly string[] {
  return errorsOf({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "p", namespace: "shop" },
    spec: { containers: [{ name: "a", image: "a" }], volumes },
  });
}

describe("volumes", () => {
  it("have names of their own", () => {
    expect(volumes({ name: "a" }, { name: "b", emptyDir: {} })).toEqual([]);
    expect(volumes({}, { name: "a" }, { name: "a" })).toEqual([
      "spec.volumes[0].name Required: must be set",
      'spec.volumes[2].name Duplicate: "a" is there already',
    ]);
  });

  it("are of one type", () => {
    expect(volumes({ name: "a", hostPath: { path: "/" }, emptyDir: {} })).toEqual([
      "spec.volumes[0].hostPath Forbidden: is a second type of volume",
    ]);
  });

  it("say what they hold", () => {
    expect(
      volumes({ name: "a", hostPath: {} }, { name: "b", hostPath: { path: "/a/.." } }),
    ).toEqual([
      "spec.volumes[0].hostPath.path Required: must be set",
      `spec.volumes[1].hostPath.path Invalid: "/a/.." may not have '..' in it`,
    ]);
    expect(volumes({ name: "a", secret: {} }, { name: "b", configMap: {} })).toEqual([
      "spec.volumes[0].secret.secretName Required: must be set",
      "spec.volumes[1].configMap.name Required: must be set",
    ]);
    expect(volumes({ name: "a", persistentVolumeClaim: {} })).toEqual([
      "spec.volumes[0].persistentVolumeClaim.claimName Required: must be set",
    ]);
    expect(volumes({ name: "a", secret: { secretName: "s", defaultMode: 512 } })).toEqual([
      "spec.volumes[0].secret.defaultMode Invalid: 512 is not between 0 and 0777 (511)",
    ]);
  });

  it("know the types of a path of the host", () => {
    expect(volumes({ name: "a", hostPath: { path: "/", type: "directory" } })).toEqual([
      'spec.volumes[0].hostPath.type NotSupported: "directory" is none of "", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"',
    ]);
  });
});
