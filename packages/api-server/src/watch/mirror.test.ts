import { type KubernetesObject, textAt } from "@watertight/core/kubernetes";
import { expect, test } from "vitest";
import { createMirror, joinMirrors, type Mirror } from "./mirror.ts";

/** Two mirrors of one place, with what is told of both. */
function twoMirrors() {
  const told: string[] = [];
  const mirrors: readonly [Mirror, Mirror] = [
    createMirror((change) => {
      joined.take(change);
    }),
    createMirror((change) => {
      joined.take(change);
    }),
  ];
  const joined = joinMirrors(mirrors, ({ type, object }) => {
    told.push(`${type} ${textAt(object, "metadata", "resourceVersion")}`);
  });
  const [opaque, tls] = mirrors;
  const now = (): readonly unknown[] =>
    [...joined.objects()].map((object) => textAt(object, "metadata", "resourceVersion"));
  return { opaque, tls, told, now };
}

function secret(resourceVersion: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "s", namespace: "shop", resourceVersion },
  };
}

test("a Secret that one of another type takes the place of is changed, whichever watch tells first", () => {
  const { opaque, tls, told, now } = twoMirrors();
  opaque.put(secret("9"));
  tls.put(secret("11"));
  opaque.remove(secret("10"));
  opaque.put(secret("13"));
  tls.remove(secret("12"));
  expect(told).toEqual(["added 9", "modified 11", "modified 13"]);
  expect(now()).toEqual(["13"]);
});

test("a watch that is behind does not bring back what was before", () => {
  const { opaque, tls, told, now } = twoMirrors();
  tls.put(secret("7"));
  opaque.put(secret("12"));
  tls.put(secret("8"));
  expect(now()).toEqual(["12"]);
  tls.remove(secret("9"));
  expect(told).toEqual(["added 7", "modified 12"]);
  expect(now()).toEqual(["12"]);
});

test("the end of the newest is the end, though another watch has not yet heard of its own", () => {
  const { opaque, tls, told, now } = twoMirrors();
  opaque.put(secret("7"));
  tls.put(secret("9"));
  tls.remove(secret("10"));
  expect(now()).toEqual([]);
  opaque.remove(secret("8"));
  expect(told).toEqual(["added 7", "modified 9", "deleted 10"]);
});
