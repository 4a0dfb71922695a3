import { request as askHttp } from "node:http";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { runs } from "@watertight/core/testing";
import { createStore, openDatabase } from "@watertight/store";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingOf, type ToldSource, toldSource, viewOf } from "../testing/clusters.ts";
import { type Documented, documentedBy, requestOf } from "../testing/openapi.ts";
import { type Authenticate, byToken } from "./api/asker.ts";
import { createLog } from "./frame/log.ts";
import { type RunningClusters, serveClusters } from "./serve-clusters.ts";

const TOKEN = "a-token-of-the-test";
const NARROW = "a-token-for-one-namespace";

let server: RunningClusters;
let source: ToldSource;
let base = "";

/** One who may see all, and one who may see one namespace. */
const authenticate: Authenticate = async (request) => {
  const all = await byToken(TOKEN)(request);
  const some = await byToken(NARROW)(request);
  const grant = { cluster: "one", namespaces: ["other"] };
  return all ?? (some && { name: "narrow", scope: [grant] });
};

beforeAll(async () => {
  const store = await createStore(await openDatabase(":memory:"), () => 0);
  source = toldSource("one");
  server = await serveClusters({
    ...{ store, sources: [source], authenticate, certificate: undefined },
    ...{ address: "127.0.0.1", port: 0, healthPort: 0, version: "1.2.3", now: () => 1000 },
    ask: (snapshot, argv, stdin) =>
      Promise.resolve({
        status: 0,
        stdout: argv.includes("--batch")
          ? stdin
          : JSON.stringify({ schemaVersion: 1, objects: snapshot.objects.length, argv }),
        stderr: "",
      }),
    ...{ titleOf: (check) => check, tasks: [] },
    log: createLog(() => undefined, { level: "error", now: () => 0 }),
  });
  base = `http://127.0.0.1:${server.port}/api/v1`;
  await source.see(viewOf(["web", "db"], [findingOf("web"), findingOf("db", "low")]));
  await source.see(viewOf(["web"], [findingOf("web", "critical")]));
});
afterAll(() => server.stop());

const AUTHORIZED = { Authorization: `Bearer ${TOKEN}` };

async function ask(
  path: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly type: string; readonly body: unknown }> {
  const response = await fetch(`${base}${path}`, { headers: AUTHORIZED, ...init });
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  return { status: response.status, type, body: /[/+]json$/.test(type) ? JSON.parse(text) : text };
}

async function documented(): Promise<Documented> {
  return documentedBy((await ask("/openapi.json")).body);
}

const VALUES: Readonly<Record<string, string>> = {
  cluster: "one",
  check: "privileged-container",
  fingerprint: "web".padStart(32, "0"),
  id: "1",
  apiVersion: "apps/v1",
  kind: "Deployment",
  namespace: "shop",
  name: "web",
  of: "internet",
};

describe("the API", () => {
  test("answers each of its operations as its document says", async () => {
    const { operations, faultOf } = await documented();
    const outcomes: Record<string, number> = {};
    for (const operation of operations) {
      const values = (name: string, place: string): string | undefined => {
        const isWanted = place === "path" || operation.path.endsWith("/object") || name === "of";
        return isWanted ? VALUES[name] : undefined;
      };
      const answer = await ask(...requestOf(operation, values, "{}\n"));
      const fault = faultOf(operation, answer);
      expect([operation.operationId, fault]).toEqual([operation.operationId, undefined]);
      outcomes[operation.operationId] = answer.status;
    }
    const missing = Object.entries(outcomes).filter(([, status]) => status !== 200);
    expect(missing).toEqual([
      ["getIncident", 404],
      ["getReport", 404],
    ]);
    expect(Object.keys(outcomes)).toHaveLength(34);
  });

  test("answers whatever is asked as its document says, and never fails", async () => {
    const { operations, faultOf } = await documented();
    const text = fc.oneof(
      fc.constantFrom("", "one", "open", "severity", "../..", "%00", "\0", "'; --", "1e9", "-1"),
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.integer().map(String),
    );
    const given = fc.tuple(fc.constantFrom(...operations), fc.array(text, { minLength: 12 }));
    await fc.assert(
      fc.asyncProperty(given, async ([operation, texts]) => {
        let at = 0;
        const next = (): string => texts[at++ % texts.length] ?? "";
        const values = (_name: string, place: string): string | undefined =>
          place === "path" || next().length % 2 === 0 ? next() : undefined;
        const request = requestOf(operation, values, next());
        const answer = await ask(...request);
        expect(answer.status).not.toBe(500);
        // An address with an empty part is another one.
        if (!/\/\/|\/[?]|\/\.\./.test(request[0])) {
          expect(faultOf(operation, answer)).toBeUndefined();
        }
      }),
      runs(100),
    );
  });

  test("tells the lives of findings", async () => {
    const { body } = await ask("/history?limit=10");
    // A door: the document says so.
    const { events } = body as { readonly events: readonly Record<string, string>[] };
    expect(
      events.map(({ type, fingerprint }) => `${fingerprint?.replace(/^0+/, "")} ${type}`),
    ).toEqual(["db resolved", "web changed", "db opened", "web opened"]);
  });

  test("never tells a Secret's values", async () => {
    const { body } = await ask(
      "/clusters/one/object?apiVersion=v1&kind=Secret&namespace=shop&name=login",
    );
    expect(body).toMatchObject({
      object: { metadata: { annotations: {} }, data: { password: "" } },
    });
    expect(JSON.stringify(body)).not.toContain("c2VjcmV0");
  });

  test("tells nothing to who does not say who he is, not even what there is", async () => {
    for (const path of ["/clusters", "/openapi.json", "/nowhere", "/events"]) {
      const answers = [{}, { Authorization: "Bearer x" }, { Authorization: TOKEN }];
      for (const headers of answers) {
        const answer = await ask(path, { headers });
        expect(answer.status).toBe(401);
        expect(answer.body).toEqual({
          ...{ type: "about:blank", title: "Unauthorized", status: 401 },
          detail: "Say who asks: Authorization: Bearer TOKEN.",
        });
      }
    }
  });

  test("shows of a cluster what the asker may see, and asks nothing of all of it for him", async () => {
    const init = { headers: { Authorization: `Bearer ${NARROW}` } };
    const statuses = await Promise.all(
      ["/clusters", "/findings", "/clusters/one/paths", "/clusters/one/revisions"].map(
        async (path) => (await ask(path, init)).status,
      ),
    );
    expect(statuses).toEqual([200, 200, 404, 404]);
    expect((await ask("/findings?state=open&state=resolved", init)).body).toEqual({
      ...{ schemaVersion: 1, findings: [] },
    });
    expect((await ask("/clusters/one/objects", init)).body).toMatchObject({ objects: [] });
  });

  test("refuses what it does not know and what is too much, with strict headers", async () => {
    const wrong = await ask("/findings?seveity=high");
    expect([wrong.status, wrong.body]).toMatchObject([
      400,
      { detail: 'There is no parameter "seveity".' },
    ]);
    const method = await fetch(`${base}/findings`, { method: "DELETE", headers: AUTHORIZED });
    expect([method.status, method.headers.get("allow")]).toEqual([405, "GET"]);
    const large = await ask("/clusters/one/batch/access/can-i", {
      method: "POST",
      body: "x".repeat(8 * 1024 * 1024 + 1),
    });
    expect(large.status).toBe(413);
    const { headers } = await fetch(`${base}/clusters`, { headers: AUTHORIZED });
    expect(
      ["cache-control", "content-security-policy", "x-content-type-options"].map((name) =>
        headers.get(name),
      ),
    ).toEqual(["no-store", "default-src 'none'; frame-ancestors 'none'; sandbox", "nosniff"]);
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  test("asks verbs with what is given as one word, whatever it is", async () => {
    const { body } = await ask(
      `/clusters/one/paths?from=${encodeURIComponent("a --config=/etc/x")}`,
    );
    expect(body).toMatchObject({
      objects: 2,
      argv: ["paths", "--from=a --config=/etc/x", "-o", "json", "--quiet", "--", "cluster:"],
    });
  });

  test("streams what happens from where the reader was", async () => {
    const lines: string[] = [];
    await new Promise<void>((settle, fail) => {
      const asked = askHttp(`${base}/events?after=2`, { headers: AUTHORIZED }, (response) => {
        response.setEncoding("utf8");
        response.on("data", (text: string) => {
          lines.push(...text.split("\n").filter((line) => /^(?:id|event):/.test(line)));
          if (lines.length === 4) void source.see(viewOf(["web"], []));
          if (lines.length >= 6) {
            asked.destroy();
            settle();
          }
        });
      });
      asked.on("error", fail);
      asked.end();
    });
    expect(lines).toEqual([
      ...["id: 3", "event: changed", "id: 4", "event: resolved"],
      ...["id: 5", "event: resolved"],
    ]);
  });
});

/** Sends each message by itself: the package's own way loads TypeScript of another package here (e2e/serve has it). */
function posting(url: string, token: string): Transport {
  const transport: Transport = {
    start: () => Promise.resolve(),
    close: () => Promise.resolve(),
    send: async (message) => {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          ...{ "Content-Type": "application/json", Authorization: `Bearer ${token}` },
          Accept: "application/json, text/event-stream",
        },
        body: JSON.stringify(message),
      });
      if (!response.ok) throw new Error(`The server answers ${response.status}.`);
      // A door: answers to messages are messages.
      if (response.status !== 202) transport.onmessage?.((await response.json()) as JSONRPCMessage);
    },
  };
  return transport;
}

describe("the protocol for assistants", () => {
  test("answers the client of its own package, read-only and with the same rights", async () => {
    const connected = async (token: string): Promise<Client> => {
      const client = new Client({ name: "test", version: "1" });
      await client.connect(posting(`http://127.0.0.1:${server.port}/mcp`, token));
      return client;
    };
    const client = await connected(TOKEN);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      ...["list_clusters", "get_cluster", "list_objects", "get_object"],
      ...["list_findings", "count_findings", "get_finding", "list_changes"],
      ...["list_incidents", "get_incident", "list_exceptions"],
      ...["attack_paths", "blast_radius", "smallest_fixes", "tenancy"],
    ]);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    const asked = { name: "list_findings", arguments: { state: ["resolved"], limit: 1 } };
    const answer = await client.callTool(asked);
    const same = await ask("/findings?state=resolved&limit=1");
    expect(answer.content).toEqual([{ type: "text", text: JSON.stringify(same.body) }]);
    const wrong = await client.callTool({ name: "list_findings", arguments: { sate: "open" } });
    expect(wrong).toMatchObject({
      isError: true,
      content: [{ type: "text", text: 'There is no parameter "sate".' }],
    });
    await client.close();
    const narrow = await connected(NARROW);
    const little = await narrow.callTool(asked);
    expect(little.content).toEqual([
      { type: "text", text: JSON.stringify({ schemaVersion: 1, findings: [] }) },
    ]);
    await narrow.close();
    await expect(connected("wrong")).rejects.toThrow();
  });
});

test("a browser is led to the page of the one cluster, which whoever sees a part alone does not get", async () => {
  const origin = base.replace("/api/v1", "");
  const first = await fetch(`${origin}/`, { headers: AUTHORIZED, redirect: "manual" });
  expect([first.status, first.headers.get("location")]).toEqual([302, "/clusters/one"]);
  const page = await fetch(`${origin}/clusters/one`, { headers: AUTHORIZED });
  expect([page.status, page.headers.get("content-type")]).toEqual([
    200,
    "text/html; charset=utf-8",
  ]);
  expect(page.headers.get("content-security-policy")).toBe("frame-ancestors 'none'");
  expect(JSON.parse(await page.text())).toMatchObject({
    argv: ["report", "--quiet", "--exit-zero", "--", "cluster:one"],
  });
  const narrow = { headers: { Authorization: `Bearer ${NARROW}` } };
  const statuses = [
    await fetch(`${origin}/clusters/one`, narrow),
    await fetch(`${origin}/clusters/other`, { headers: AUTHORIZED }),
    await fetch(`${origin}/clusters/%E0`, { headers: AUTHORIZED }),
    await fetch(`${origin}/clusters/one`),
  ].map(({ status }) => status);
  expect(statuses).toEqual([404, 404, 404, 401]);
});
