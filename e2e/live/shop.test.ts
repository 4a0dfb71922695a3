import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  isKubernetesObject,
  type JsonObject,
  type JsonValue,
  listAt,
  textAt,
} from "@watertight/core/kubernetes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import type { Outcome } from "../../packages/cli/testing/watertight.ts";
import { CONTROL_PLANE } from "../control-plane/index.ts";
import { differencesBetween, findingLines } from "./findings.ts";
import { type LiveShop, listOf, startShop } from "./shop.ts";
import { VERBS } from "./verbs.ts";

const LIVE = ["--cluster", "--request-rate", "10000", "-q"];
const SCAN = ["scan", "-o", "json", "--exit-zero"];
/** What is said of files that are all of a cluster of this version. */
const WHOLE = ["--whole-cluster", "--kube-version", "v1.36", "-q"];

/** What prints objects or files as they are differs with what is kept of them; findings are compared by themselves. */
const ALIKE = VERBS.filter(([verb]) => !["scan", "baseline", "objects"].includes(verb));

describe("the shop in a real cluster", needing(CONTROL_PLANE), () => {
  let shop: LiveShop;
  let live: Outcome;
  beforeAll(async () => {
    shop = await startShop("running");
    writeFileSync(
      join(shop.folder, "dump.yaml"),
      shop.kubectl(["get", listedResources(shop), "-A", "-o", "yaml"]),
    );
    live = await shop.watertight([...SCAN, ...LIVE]);
    const taken = await shop.watertight([
      "snapshot",
      "-q",
      "-o",
      "c.snapshot",
      "--request-rate",
      "10000",
    ]);
    expect(taken).toEqual({ status: 0, stdout: "", stderr: "" });
  });
  afterAll(() => shop.stop());

  const isOfShop = ({ kind, namespace = null, name }: JsonObject): boolean =>
    shop.objects.some(
      (object) =>
        object.kind === kind &&
        textAt(object, "metadata", "name") === name &&
        textAt(object, "metadata", "namespace") === (namespace ?? ""),
    );

  test("a scan of it says what a scan of kubectl's dump of it says", async () => {
    const dump = await shop.watertight([...SCAN, ...WHOLE, "dump.yaml"]);
    expect(
      differencesBetween(findingLines(dump.stdout), findingLines(live.stdout, isKept)),
    ).toEqual([]);
    expect(findingLines(live.stdout, isKept).length).toBeGreaterThan(350);
  });

  test("between the files, what the server makes of them and the cluster each difference has its reason", async () => {
    const defaulted = shop.kubectl(["get", "-f", "shop.json", "-o", "json"]);
    writeFileSync(join(shop.folder, "defaulted.json"), defaulted);
    const [written, kept] = [
      await shop.watertight([...SCAN, ...WHOLE, "shop.json"]),
      await shop.watertight([...SCAN, ...WHOLE, "defaulted.json"]),
    ];
    const ofDefaults = differencesBetween(findingLines(written.stdout), findingLines(kept.stdout));
    expect(explained(ofDefaults, OF_DEFAULTS)).toEqual([]);
    const ofCluster = differencesBetween(
      findingLines(kept.stdout),
      findingLines(live.stdout, isOfShop),
    );
    expect(explained(ofCluster, OF_SURROUNDINGS)).toEqual([]);
    const others = findingLines(live.stdout, (object) => isKept(object) && !isOfShop(object));
    expect(
      explained(
        others.map((line) => `+ ${line}`),
        OF_CLUSTER,
      ),
    ).toEqual([]);
  });

  test.each(VERBS)(
    "%s: the cluster and its snapshot say the same, byte for byte: %s",
    async (_, line) => {
      const now = await shop.watertight([...line.split(" "), ...LIVE]);
      const kept = await shop.watertight([...line.split(" "), "-f", "c.snapshot", "-q"]);
      expect(kept).toEqual(now);
      expect(now.status).toBeLessThan(2);
    },
  );

  test.each(ALIKE)("%s: so does a dump of it, but for where things are: %s", async (_, line) => {
    const now = await shop.watertight([...line.split(" "), ...LIVE]);
    const dump = await shop.watertight([...line.split(" "), "-f", "dump.yaml", ...WHOLE]);
    expect(withoutPlaces(dump.stdout)).toEqual(withoutPlaces(now.stdout));
    expect(dump.status).toBe(now.status);
  });

  test("files in the light of the snapshot have the findings that they have in the whole", async () => {
    const dump = JSON.parse(
      shop.kubectl(["get", listedResources(shop), "-A", "-o", "json"]),
    ) as JsonValue;
    const rest = listAt(dump, "items")
      .filter(isKubernetesObject)
      .filter((object) => {
        const { kind } = object;
        const [namespace, name] = ["namespace", "name"].map((key) =>
          textAt(object, "metadata", key),
        );
        return !isOfShop({ kind, namespace: namespace ?? "", name: name ?? "" });
      });
    writeFileSync(join(shop.folder, "rest.json"), listOf(rest));
    const whole = await shop.watertight([...SCAN, ...WHOLE, "shop.json", "rest.json"]);
    const against = await shop.watertight([
      ...SCAN,
      "-q",
      "shop.json",
      "--against-snapshot",
      "c.snapshot",
    ]);
    const expected = findingLines(whole.stdout, isOfShop);
    expect(differencesBetween(expected, findingLines(against.stdout))).toEqual([]);
    expect(expected.length).toBeGreaterThan(300);
    const cluster = await shop.watertight([
      ...SCAN,
      "-q",
      "shop.json",
      "--against-cluster",
      "--request-rate",
      "10000",
    ]);
    expect(cluster.stdout).toEqual(against.stdout);
  });
});

/** What is listed of a cluster, as kubectl names it. */
function listedResources({ kubectl }: LiveShop): string {
  const left = /^(?:events|leases|leasecandidates|componentstatuses|controllerrevisions)\b/;
  const names = kubectl(["api-resources", "--verbs=list", "-o", "name"]).trim().split("\n");
  return names.filter((name) => !left.test(name)).join(",");
}

/** Whether a finding is of something that the API keeps; what a server is asked of itself is in no dump. */
function isKept({ kind }: JsonObject): boolean {
  return kind !== "APIServer" && kind !== "Kubelet";
}

/** Differences without a reason; each reason is one of a check, and is needed. */
function explained(
  differences: readonly string[],
  reasons: Readonly<Record<string, string>>,
): readonly string[] {
  const checkOf = (line: string): string => line.split(" ")[1] ?? "";
  const seen = new Set(differences.map(checkOf));
  return [
    ...differences.filter((line) => !Object.hasOwn(reasons, checkOf(line))),
    ...Object.keys(reasons)
      .filter((check) => !seen.has(check))
      .map((check) => `nothing of ${check}`),
  ];
}

/** What stands where things are, how many were read, and who said what is assumed; and text that quotes such places. */
const PLACES: ReadonlySet<string> = new Set([
  ...[
    "assumptions",
    "coverage",
    "diagnostics",
    "document",
    "file",
    "line",
    "location",
    "locations",
  ],
]);

/** An output as far as it says the same wherever the input comes from. */
function withoutPlaces(stdout: string): unknown {
  if (!stdout.startsWith("{"))
    return stdout.replaceAll(/(?:https:[/][/]127[.]0[.]0[.]1|dump[.]yaml)(?::\d+)*/g, "PLACE");
  return JSON.parse(stdout, (key, value: unknown) => (PLACES.has(key) ? undefined : value));
}

/** What the server fills in changes what is said of a Pod as it is written. */
const OF_DEFAULTS: Readonly<Record<string, string>> = {
  "container-security-context-missing": "an empty one stands there",
  "image-pull-policy-not-always": "the policy is written down, so that it is no default any more",
  "pod-security-context-missing": "an empty one stands there",
  "priority-class-missing": "the Pod has a priority",
  "service-account-token-mounted":
    "the token is a volume of the Pod, and the field at fault with it",
};

/** What the cluster shows around the shop changes what is said of it. */
const OF_SURROUNDINGS: Readonly<Record<string, string>> = {
  "service-account-token-mounted":
    "the account is there, and the field at fault is the one that it leaves open",
};

/** What is in every cluster besides. */
const OF_CLUSTER: Readonly<Record<string, string>> = {
  "default-service-account-mounts-token": "Kubernetes makes an account in each namespace",
  "namespace-default-deny-missing": "the namespace default is there from the start",
  "namespace-limit-range-missing": "the namespace default is there from the start",
  "namespace-pod-security-labels-missing": "the namespace default is there from the start",
  "namespace-pod-security-warn-audit-missing": "the namespace default is there from the start",
  "namespace-quota-missing": "the namespace default is there from the start",
};
