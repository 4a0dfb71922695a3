import { request as httpRequest } from "node:http";
import { Agent, request } from "node:https";
import { createAuthority } from "@watertight/api-server/testing";
import { configurationOf } from "@watertight/core/configuration";
import { expect, test } from "vitest";
import { namespaceOf, podOf, reviewOf } from "../testing/reviews.ts";
import { createLog } from "./frame/log.ts";
import { startServer } from "./serve.ts";

const authority = createAuthority("test");
const leaf = authority.issue("localhost", ["localhost", "127.0.0.1"]);

test("a server that ends answers what is under way, and is not ready", async () => {
  const other = await startServer({
    objects: [namespaceOf("shop")],
    kubernetesVersion: "v1.36",
    readConfiguration: () =>
      Promise.resolve({
        key: "one",
        configuration: configurationOf({}, { file: undefined, directory: "/" }),
        policies: [],
      }),
    certificates: () => Promise.resolve({ serving: leaf, bundle: "" }),
    webhookConfiguration: undefined,
    ...{ address: "127.0.0.1", port: 0, healthPort: 0, drain: 500 },
    ...{ ownNamespace: "", ownName: "watertight" },
    log: createLog(() => undefined, { level: "error", now: () => 0 }),
    now: () => performance.now(),
    today: () => "2026-07-01",
  });
  const agent = new Agent({ keepAlive: true, ca: authority.cert });
  const stopped = other.stop();
  const connection = await new Promise<string | undefined>((settle, fail) => {
    const asked = request(
      {
        host: "127.0.0.1",
        port: other.port,
        path: "/validate",
        method: "POST",
        agent,
        headers: { "Content-Type": "application/json" },
      },
      (answer) => {
        answer.resume();
        settle(answer.headers.connection);
      },
    );
    asked.on("error", fail);
    asked.end(JSON.stringify(reviewOf({ object: podOf() })));
  });
  expect(connection).toBe("close");
  const readiness = await new Promise<number>((settle) => {
    httpRequest({ host: "127.0.0.1", port: other.healthPort, path: "/readyz" }, (answer) => {
      answer.resume();
      settle(answer.statusCode ?? 0);
    }).end();
  });
  expect(readiness).toBe(503);
  await stopped;
  agent.destroy();
});
