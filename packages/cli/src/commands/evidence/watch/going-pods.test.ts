import { expect, it } from "vitest";
import { createGoingPods } from "./going-pods.ts";

const pod = (name: string): { metadata: { namespace: string; name: string; uid: string } } => ({
  metadata: { namespace: "shop", name, uid: name },
});

it("a pod is due once, when it goes or when the log tells of an incident after it has gone", () => {
  const wanted = new Set(["web"]);
  const pods = createGoingPods((_namespace, name) => wanted.has(name));
  pods.take(pod("web"), "seen");
  expect(pods.due()).toEqual([]);
  pods.take(pod("web"), "ending");
  pods.take(pod("db"), "deleted");
  expect(pods.due().map(({ name }) => name)).toEqual(["web"]);
  pods.take(pod("web"), "deleted");
  expect(pods.due()).toEqual([]);
  wanted.add("db");
  expect(pods.due().map(({ name }) => name)).toEqual(["db"]);
});
