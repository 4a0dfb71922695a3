import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "@watertight/core/kubernetes";
import { changeOf, surroundingsFor } from "@watertight/delivery/testing";
import { afterAll, expect, test } from "vitest";
import { ocsfChannel } from "./ocsf.ts";
import { policyReportsChannel } from "./policy-reports.ts";
import type { AskCluster } from "./surroundings.ts";

const directory = mkdtempSync(join(tmpdir(), "delivery-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});
const SIGNAL = new AbortController().signal;

test("OCSF goes into a file a batch, and the same batch into the same file", async () => {
  const channel = await ocsfChannel({ name: "o", to: "findings" }, surroundingsFor({ directory }));
  const batch = [changeOf(), changeOf({ key: "key-2" })];
  expect(await channel.send(batch, SIGNAL)).toEqual([{ is: "sent" }, { is: "sent" }]);
  await channel.send(batch, SIGNAL);
  await channel.send([changeOf({ key: "key-3" })], SIGNAL);
  const folder = join(directory, "findings", "2026", "11", "30");
  const files = readdirSync(folder).sort();
  expect(files).toHaveLength(2);
  const lines = files.flatMap((file) =>
    readFileSync(join(folder, file), "utf8").trim().split("\n"),
  );
  const uids = lines.map(
    (line) => (JSON.parse(line) as { metadata: { uid: string } }).metadata.uid,
  );
  expect(uids.sort()).toEqual(["key-1", "key-2", "key-3"]);
});

/** An API server that has reports of some groups, and refuses writes of what has changed meanwhile. */
function apiServerWith(groups: readonly string[]) {
  const objects = new Map<string, JsonObject>();
  let version = 0;
  let conflicts = 0;
  const answer = (status: number, body: JsonObject = {}) => Promise.resolve({ status, body });
  const group = (path: string) =>
    groups.includes(path.slice("/apis/".length))
      ? answer(200, { resources: RESOURCES })
      : answer(404);
  const write = (path: string, body: JsonObject, isNew: boolean) => {
    const { metadata } = asReport(body);
    const at = isNew ? `${path}/${metadata.name}` : path;
    const before = objects.get(at);
    const isStale =
      before !== undefined &&
      asReport(before).metadata.resourceVersion !== metadata.resourceVersion;
    if (conflicts > 0 || isStale) {
      conflicts -= 1;
      return answer(409);
    }
    version += 1;
    objects.set(at, { ...body, metadata: { ...metadata, resourceVersion: String(version) } });
    return answer(201);
  };
  const ask: AskCluster = ({ method, path, body = {} }) => {
    if (path.split("/").length === 4) return group(path);
    const old = objects.get(path);
    if (method === "GET") return old ? answer(200, old) : answer(404);
    if (method === "DELETE") return answer(objects.delete(path) ? 200 : 404);
    return write(path, body, method === "POST");
  };
  return {
    ask,
    objects,
    conflict: (times: number) => {
      conflicts = times;
    },
  };
}

const RESOURCES = ["reports", "clusterreports", "policyreports", "clusterpolicyreports"].map(
  (name) => ({ name }),
);

function asReport(body: JsonObject) {
  // A door: what the channel under test writes.
  return body as {
    readonly metadata: { readonly name: string; readonly resourceVersion?: string };
  };
}

test("an object has one report with what is open, and none where nothing is", async () => {
  const { ask, objects, conflict } = apiServerWith(["wgpolicyk8s.io/v1alpha2"]);
  const channel = policyReportsChannel({ name: "r" }, surroundingsFor({ cluster: ask }));
  const other = changeOf({ key: "key-2", subject: "other" });
  conflict(2);
  expect(
    await channel.send([changeOf(), other, changeOf({ kind: "incident.opened" })], SIGNAL),
  ).toEqual([{ is: "sent" }, { is: "sent" }, { is: "sent" }]);
  await channel.send([changeOf()], SIGNAL);
  const [[path, report] = ["", undefined]] = [...objects];
  expect(objects.size).toBe(1);
  expect(path).toMatch(
    /^\/apis\/wgpolicyk8s.io\/v1alpha2\/namespaces\/shop\/policyreports\/watertight-[0-9a-f]{32}$/,
  );
  expect(report).toMatchObject({
    apiVersion: "wgpolicyk8s.io/v1alpha2",
    kind: "PolicyReport",
    scope: { kind: "Deployment", name: "web" },
    summary: { fail: 2, pass: 0 },
    results: [
      { policy: "privileged", result: "fail", severity: "high", source: "watertight" },
      { properties: { subject: "other" } },
    ],
  });
  const over = { kind: "finding.resolved" } as const;
  await channel.send([changeOf(over)], SIGNAL);
  expect([...objects.values()]).toMatchObject([{ summary: { fail: 1 } }]);
  await channel.send([changeOf({ ...over, subject: "other" })], SIGNAL);
  expect(objects.size).toBe(0);
  expect(await channel.send([changeOf(over)], SIGNAL)).toEqual([{ is: "sent" }]);
});

test("OpenReports come first, and of what is in no namespace there are ClusterReports", async () => {
  const { ask, objects } = apiServerWith(["openreports.io/v1alpha1", "wgpolicyk8s.io/v1alpha2"]);
  const channel = policyReportsChannel({ name: "r" }, surroundingsFor({ cluster: ask }));
  await channel.send(
    [changeOf({ object: { apiVersion: "v1", kind: "Node", name: "n1" } })],
    SIGNAL,
  );
  expect([...objects.values()]).toMatchObject([
    { apiVersion: "openreports.io/v1alpha1", kind: "ClusterReport", source: "watertight" },
  ]);
});

test("a cluster without either API keeps changes waiting, and one that nobody follows is said", async () => {
  const { ask } = apiServerWith([]);
  const channel = policyReportsChannel({ name: "r" }, surroundingsFor({ cluster: ask }));
  expect(await channel.send([changeOf()], SIGNAL)).toEqual([
    {
      is: "later",
      because: "the cluster has neither openreports.io/v1alpha1 nor wgpolicyk8s.io/v1alpha2",
    },
  ]);
  expect(() => policyReportsChannel({ name: "r" }, surroundingsFor())).toThrow(
    "The channel r keeps reports in the cluster, and no cluster is followed.",
  );
});
