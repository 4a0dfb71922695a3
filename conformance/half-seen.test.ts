import { gzipSync } from "node:zlib";
import {
  isKubernetesObject,
  type JsonObject,
  type JsonValue,
  type KubernetesObject,
  listAt,
  textAt,
} from "@watertight/core/kubernetes";
import { expect, test } from "vitest";
import { watertight, watertightIn } from "../packages/cli/testing/watertight.ts";
import { ROOT } from "./suites.ts";

/*
 * A cluster of which one kind of object may not be listed: whatever is found of the rest is found of the whole too. What does not
 * show is not taken to be missing.
 */

test("no finding rests on the absence of what could not be listed", async () => {
  const objects = await shopObjects();
  const all = new Set(await findingsOf(objects));
  expect(all.size).toBeGreaterThan(300);
  const kinds = new Map(objects.map((object) => [resourceOf(object), object.kind]));
  const invented: string[] = [];
  let fewer = 0;
  for (const resource of kinds.keys()) {
    const rest = objects.filter((object) => resourceOf(object) !== resource);
    const seen = await findingsOf(rest, resource);
    for (const line of seen) if (!all.has(line)) invented.push(`without ${resource}: ${line}`);
    if (seen.length < all.size) fewer += 1;
  }
  process.stdout.write(`${kinds.size} kinds of ${objects.length} objects\n`);
  expect(invented).toEqual([]);
  expect(fewer).toBeGreaterThan(10);
});

async function shopObjects(): Promise<readonly KubernetesObject[]> {
  const { stdout } = await watertightIn(ROOT, [
    "objects",
    "-q",
    "examples/shop",
    "--exclude",
    "charts",
  ]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as JsonObject)
    .filter((line) => !textAt(line, "file").includes("/overlays/"))
    .map((line) => line["object"] ?? null)
    .filter(isKubernetesObject)
    .filter(({ kind }) => kind !== "Kustomization");
}

/** `GROUP/PLURAL`, as coverage names resources. */
function resourceOf({ apiVersion, kind }: KubernetesObject): string {
  const [group = "", version] = apiVersion.split("/");
  const plurals: Readonly<Record<string, string>> = {
    NetworkPolicy: "networkpolicies",
    Ingress: "ingresses",
  };
  return `${version === undefined ? "" : group}/${plurals[kind] ?? `${kind.toLowerCase()}s`}`;
}

/** What is found in a snapshot that holds these objects and lacks a resource. */
async function findingsOf(
  objects: readonly KubernetesObject[],
  gap?: string,
): Promise<readonly string[]> {
  const reason = `${gap ?? ""} cannot be seen.`;
  const head = {
    ...{ server: "https://cluster.example", namespaces: [], taken: "2026-07-01" },
    notExamined: gap === undefined ? [] : [{ kind: "not-allowed", reason, resource: gap }],
    kubernetesVersion: "v1.36",
  };
  const lines = [head, ...objects, { end: objects.length }].map(
    (line) => `${JSON.stringify(line)}\n`,
  );
  const file = Buffer.concat([Buffer.from("watertight-snapshot 1\n"), gzipSync(lines.join(""))]);
  const { stdout } = await watertight(["scan", "c.snapshot", "-o", "json", "--exit-zero", "-q"], {
    "c.snapshot": file,
  });
  return listAt(JSON.parse(stdout) as JsonValue, "findings").map((finding) => {
    const part = (...keys: readonly string[]): string => textAt(finding, ...keys);
    const object = `${part("object", "kind")} ${part("object", "namespace")}/${part("object", "name")}`;
    return `${part("check")} ${object} ${part("path")}: ${part("message")}`;
  });
}
