import { request as httpRequest } from "node:http";
import { Agent, request } from "node:https";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { createAuthority as createTestAuthority } from "@watertight/api-server/testing";
import { type ConfigurationFile, configurationOf } from "@watertight/core/configuration";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { namespaceOf, podOf, reviewOf } from "../testing/reviews.ts";
import { createLog } from "./frame/log.ts";
import { type RunningServer, type ServedConfiguration, startServer } from "./serve.ts";

/*
 * The server itself, over real connections: what hostile and clumsy callers do leaves it answering the others.
 */

const authority = createTestAuthority("test");
const leaf = authority.issue("localhost", ["localhost", "127.0.0.1"]);
const DENY: ConfigurationFile = {
  checks: { only: ["privileged-container"] },
  admission: { modes: [{ mode: "deny" }] },
};
const PRIVILEGED = podOf({ securityContext: { privileged: true } });

const served: { current: ServedConfiguration | Error } = { current: servedOf(DENY, "one") };
const logged: string[] = [];
let certificate = leaf;
let server: RunningServer;

function servedOf(file: ConfigurationFile, key: string): ServedConfiguration {
  return {
    key,
    configuration: configurationOf(file, { file: undefined, directory: "/" }),
    policies: [],
  };
}

beforeAll(async () => {
  server = await startServer({
    objects: [namespaceOf("shop")],
    kubernetesVersion: "v1.36",
    readConfiguration: () =>
      served.current instanceof Error
        ? Promise.reject(served.current)
        : Promise.resolve(served.current),
    certificates: () => Promise.resolve({ serving: certificate, bundle: "" }),
    webhookConfiguration: undefined,
    ...{ address: "127.0.0.1", port: 0, healthPort: 0, drain: 0 },
    ...{ ownNamespace: "watertight", ownName: "watertight" },
    log: createLog((line) => logged.push(line), { level: "info", now: () => 0 }),
    now: () => performance.now(),
    today: () => "2026-07-01",
    pace: { configuration: 20, certificates: 20 },
    connections: { together: 100, fromOne: 40 },
  });
});
afterAll(async () => {
  await server.stop();
});

interface Said {
  readonly status: number;
  readonly text: string;
}

function post(
  body: string | Buffer,
  {
    path = "/validate?timeout=10s",
    type = "application/json",
    method = "POST",
    ca = authority.cert,
    agent = undefined as Agent | undefined,
  } = {},
): Promise<Said> {
  return new Promise((settle, fail) => {
    const asked = request(
      {
        host: "127.0.0.1",
        port: server.port,
        path,
        method,
        ca,
        ...(agent && { agent }),
        headers: { "Content-Type": type },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          text += chunk;
        });
        answer.on("end", () => {
          settle({ status: answer.statusCode ?? 0, text });
        });
        answer.on("error", fail);
      },
    );
    asked.on("error", fail);
    asked.end(body);
  });
}

function health(path: string): Promise<Said> {
  return new Promise((settle, fail) => {
    httpRequest({ host: "127.0.0.1", port: server.healthPort, path }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => {
        settle({ status: answer.statusCode ?? 0, text });
      });
    })
      .on("error", fail)
      .end();
  });
}

async function isRefused(): Promise<boolean> {
  const { status, text } = await post(JSON.stringify(reviewOf({ object: PRIVILEGED })));
  expect(status).toBe(200);
  return !(JSON.parse(text) as { response: { allowed: boolean } }).response.allowed;
}

async function eventually(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((settle) => setTimeout(settle, 10));
}

function open(): Promise<TLSSocket> {
  return new Promise((settle, fail) => {
    const socket = connectTls(
      { host: "127.0.0.1", port: server.port, ca: authority.cert, servername: "localhost" },
      () => {
        settle(socket);
      },
    );
    socket.on("error", fail);
  });
}

test("a review is answered with its uid", async () => {
  const { status, text } = await post(JSON.stringify(reviewOf({ object: PRIVILEGED })));
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({
    apiVersion: "admission.k8s.io/v1",
    kind: "AdmissionReview",
    response: { uid: "b1f2c1f0-0000-4000-8000-000000000001", allowed: false },
  });
});

describe("what is no review is told so", () => {
  const review = JSON.stringify(reviewOf({ object: podOf() }));
  test.each([
    ["another path", review, { path: "/metrics" }, 404],
    ["another method", "", { method: "GET" }, 405],
    ["another content type", review, { type: "text/plain" }, 415],
    ["no JSON", "{", {}, 400],
    ["nothing", "", {}, 400],
    ["a list", "[]", {}, 400],
    ["another kind", '{"kind":"Pod"}', {}, 400],
    ["an old version", review.replace("admission.k8s.io/v1", "admission.k8s.io/v1beta1"), {}, 400],
    ["no request", '{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview"}', {}, 400],
  ])("%s", async (_, body, how, status) => {
    expect((await post(body, how)).status).toBe(status);
    expect(await isRefused()).toBe(true);
  });

  test("keys that pollute prototypes are only keys", async () => {
    const object = JSON.parse(
      JSON.stringify(PRIVILEGED).replace("{", '{"__proto__":{"allowed":true},"constructor":1,'),
    ) as typeof PRIVILEGED;
    expect((await post(JSON.stringify(reviewOf({ object })))).status).toBe(200);
    expect(({} as { allowed?: boolean }).allowed).toBeUndefined();
  });
});

describe("callers who are slow, cut or many leave it answering others", () => {
  test("a body of nearly 8 MiB is taken, a bigger one is not", async () => {
    const labels = Object.fromEntries(
      Array.from({ length: 100 }, (_, at) => [`k${at}`, "x".repeat(70_000)]),
    );
    const object = {
      ...PRIVILEGED,
      metadata: { name: "web", namespace: "shop", annotations: labels },
    };
    const big = await post(JSON.stringify(reviewOf({ object, oldObject: null })));
    expect([big.status, big.text.includes('"allowed":false')]).toEqual([200, true]);
    const bigger = await post(Buffer.alloc(9 * 1024 * 1024, 0x20)).catch((error: unknown) => error);
    // The answer may be lost where the rest of the body is still on its way.
    if (!(bigger instanceof Error)) expect((bigger as Said).status).toBe(413);
    expect(await isRefused()).toBe(true);
  });

  test("half a head, half a body and no word at all", async () => {
    const sockets = await Promise.all(Array.from({ length: 30 }, open));
    for (const [at, socket] of sockets.entries()) {
      socket.on("error", () => undefined);
      if (at % 3 === 0) socket.write("POST /validate HTTP/1.1\r\nHost: x\r\n");
      if (at % 3 === 1)
        socket.write(
          'POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"kind"',
        );
    }
    expect(await isRefused()).toBe(true);
    for (const socket of sockets) socket.destroy();
    expect(await isRefused()).toBe(true);
  });

  test("a body that does not come within the timeout is given up", async () => {
    const socket = await open();
    let said = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
    const closed = new Promise((settle) => socket.on("close", settle));
    socket.write(
      "POST /validate?timeout=300ms HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
    );
    await closed;
    expect(said).toMatch(/^HTTP\/1.1 408 /);
  });

  test("more connections of one address than there may be close its own idle ones", async () => {
    const sockets: TLSSocket[] = [];
    for (let at = 0; at < 60; at++) {
      const socket = await open();
      socket.on("error", () => undefined);
      sockets.push(socket);
    }
    expect(await isRefused()).toBe(true);
    const { text } = await health("/metrics");
    const [, count = "0"] = /^watertight_connections (\d+)$/m.exec(text) ?? [];
    expect(Number(count)).toBeLessThanOrEqual(40);
    for (const socket of sockets) socket.destroy();
  });

  test("what is no HTTP is closed", async () => {
    const socket = await open();
    const closed = new Promise((settle) => socket.on("close", settle));
    socket.resume().write("\u0000\u0001 no http\r\n\r\n");
    await closed;
    expect(await isRefused()).toBe(true);
  });
});

test("another configuration decides without a restart, and a wrong one leaves that of before", async () => {
  served.current = servedOf({ admission: { modes: [{ mode: "audit" }] } }, "two");
  await eventually(async () => !(await isRefused()));
  served.current = new Error('there is no key "admision"');
  await eventually(async () =>
    (await health("/metrics")).text.includes("watertight_configuration_valid 0"),
  );
  expect(await isRefused()).toBe(false);
  expect(logged.filter((line) => line.includes("of before decides"))).toHaveLength(1);
  served.current = servedOf(DENY, "three");
  await eventually(isRefused);
  expect((await health("/metrics")).text).toContain("watertight_configuration_valid 1");
});

test("another certificate is served without a restart, over connections that are open as over new ones", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: authority.cert });
  const body = JSON.stringify(reviewOf({ object: podOf() }));
  expect((await post(body, { agent })).status).toBe(200);
  const next = createTestAuthority("next");
  certificate = next.issue("localhost", ["localhost", "127.0.0.1"]);
  await eventually(() =>
    post(body, { ca: next.cert }).then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
  expect((await post(body, { agent })).status).toBe(200);
  agent.destroy();
  certificate = leaf;
  await eventually(() =>
    post(body).then(
      () => true,
      () => false,
    ),
  );
});

test("health and metrics are told over plain HTTP", async () => {
  expect(await health("/readyz")).toEqual({ status: 200, text: "ok\n" });
  expect(await health("/livez")).toEqual({ status: 200, text: "ok\n" });
  expect((await health("/other")).status).toBe(404);
  const { text } = await health("/metrics");
  expect(text).toContain("# TYPE watertight_admission_requests_total counter");
  expect(text).toMatch(
    /watertight_admission_findings_total\{check="privileged-container",mode="deny"\} \d+/,
  );
  expect(text).toMatch(/watertight_admission_rejected_total\{reason="415"\} 1/);
});
