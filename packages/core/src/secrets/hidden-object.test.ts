import { expect, test } from "vitest";
import { withHiddenSecrets } from "./hidden-object.ts";

test("values of Secrets and what looks like one elsewhere are dots, and all else stays", () => {
  const secret = {
    ...{ apiVersion: "v1", kind: "Secret", metadata: { name: "a" } },
    data: { token: "Y2FuYXJ5" },
    stringData: { pin: "1" },
  };
  expect(withHiddenSecrets(secret)).toEqual({
    ...secret,
    data: { token: "••••••••" },
    stringData: { pin: "••••••••" },
  });
  const pod = {
    ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "a" } },
    spec: {
      containers: [
        {
          ...{ name: "web", image: "nginx", args: ["--verbose", "--password=canaryArgument9x"] },
          env: [{ name: "DB_PASSWORD", value: "canaryVariable99xQ" }],
        },
      ],
    },
  };
  expect(withHiddenSecrets(pod)).toEqual({
    ...pod,
    spec: {
      containers: [
        {
          ...{ name: "web", image: "nginx", args: ["--verbose", "••••••••"] },
          env: [{ name: "DB_PASSWORD", value: "••••••••" }],
        },
      ],
    },
  });
});

test("an object without secrets is the very same", () => {
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data: { a: "b" } };
  expect(withHiddenSecrets(object)).toBe(object);
});
