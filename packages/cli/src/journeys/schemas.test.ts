import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWith, textIn } from "../../testing/fix-pod.ts";
import { LIVE, liveShop } from "../../testing/live-shop.ts";
import {
  ACCESS,
  IMAGES,
  NETWORK,
  SCHEMA_CASES,
  SCHEMAS,
  schemaIn,
  validated,
} from "../../testing/schema-cases.ts";
import { watertight, watertightIn } from "../../testing/watertight.ts";

const shop = new URL("../../../../examples/shop", import.meta.url).pathname;
it.each(SCHEMA_CASES)(
  "%s writes what its schema describes, and nothing else",
  async (line, schema, list) => {
    const argv = [...line.split(" "), "--no-render", "-q", "-o", "json", "."];
    const { stdout } = await watertightIn(shop, argv);
    const document = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    expect(validated(schema, document)).toEqual([]);
    expect(document).toMatchObject({
      schemaVersion: 1,
      coverage: { notExamined: expect.anything() as unknown },
    });
    // The shop has a chart, which --no-render leaves.
    expect(document["incomplete"]).toBe(true);
    expect(document["assumptions"]).toMatchObject({ wholeCluster: { value: true } });
    expect(document[list]).not.toEqual([]);
    const less = Object.fromEntries(Object.entries(document).filter(([key]) => key !== list));
    expect(validated(schema, less)).toEqual([`: must have required property '${list}'`]);
    expect(validated(schema, { ...document, more: true })).toEqual([
      ": must NOT have additional properties",
    ]);
  },
  60_000,
);

it("what an image holds, and what an expression gives, has a schema", async () => {
  const images = `${IMAGES}#/$defs/packages`;
  const argv = ["images", "packages", "-q", "-o", "json", "images.tar:storefront/web"];
  const bill = JSON.parse((await watertightIn(shop, argv)).stdout) as { packages: unknown[] };
  expect(validated(images, bill)).toEqual([]);
  expect(bill.packages).not.toEqual([]);
  const cel = schemaIn("cel");
  for (const expression of ["1 + 2 == 3", "1 / 0 == 1", "1 +"]) {
    const { stdout } = await watertightIn(shop, ["cel", "eval", "-e", expression, "-o", "json"]);
    expect(validated(`${cel}#/$defs/eval`, JSON.parse(stdout))).toEqual([]);
  }
  const question = '{"id":1,"expression":"1+1","cost":true}\n{"id":2,"expression":"1+"}\n';
  const { stdout } = await watertightIn(shop, ["cel", "eval", "--batch", "-"], question);
  const lines = stdout.trimEnd().split("\n");
  expect(lines.flatMap((line) => validated(`${cel}#/$defs/line`, JSON.parse(line)))).toEqual([]);
  expect(lines).toHaveLength(2);
});

it("what is told of images and of advisories has a schema", async () => {
  const images = IMAGES;
  const advisory = (id: string, name: string): string =>
    JSON.stringify({
      id,
      affected: [
        {
          package: { ecosystem: "npm", name },
          ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "2" }] }],
        },
      ],
    });
  const folder = folderWith({
    "a.json": advisory("GHSA-0000-0000-0001", "a"),
    "grype.json": JSON.stringify({
      descriptor: { name: "grype" },
      source: { target: { userInput: "web" } },
      matches: [
        {
          vulnerability: { id: "GHSA-0000-0000-0001", severity: "High" },
          artifact: { name: "a", version: "1", type: "npm", purl: "pkg:npm/a@1" },
        },
      ],
    }),
  });
  await watertightIn(folder, ["vulnerabilities", "import", "--store", "store", "a.json"]);
  const scan = ["images", "scan", "--vulnerabilities", "store", "-o", "json", "grype.json"];
  const outputs = await Promise.all(
    [scan, ["vulnerabilities", "status", "--store", "store", "-o", "json"]].map(
      async (argv) => JSON.parse((await watertightIn(folder, argv)).stdout) as unknown,
    ),
  );
  expect(validated(`${images}#/$defs/scan`, outputs[0])).toEqual([]);
  expect(outputs[0]).toMatchObject({ vulnerabilities: [{}], otherScanners: [{}], packages: [{}] });
  expect(validated(`${images}#/$defs/status`, outputs[1])).toEqual([]);
});

it.each([
  ["checks", "checks"],
  ["doctor", "needs"],
  ["version", "tool"],
])("%s, which reads no manifests, says so", async (verb, list) => {
  const { stdout } = await watertightIn(shop, [verb, "-o", "json"]);
  const document = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  expect(validated(schemaIn(verb), document)).toEqual([]);
  expect(document).toMatchObject({ schemaVersion: 1, coverage: null, assumptions: null });
  expect(Object.keys(document)).toContain(list);
});

it("facts of a node and what is judged of them have schemas", async () => {
  const folder = folderWith({ "root/etc/hostname": "n1\n" });
  await watertightIn(folder, ["node", "collect", "-q", "--root", "root", "-o", "facts.json"]);
  const facts = JSON.parse(textIn(folder, "facts.json")) as Readonly<Record<string, unknown>>;
  const schema = schemaIn("node-facts");
  expect(validated(schema, facts)).toEqual([]);
  expect(validated(schema, { ...facts, more: true })).toEqual([
    ": must NOT have additional properties",
  ]);
  const { stdout } = await watertightIn(folder, ["nodes", "evaluate", "-o", "json", "facts.json"]);
  const evaluation = JSON.parse(stdout) as { readonly nodes: readonly unknown[] };
  const nodes = schemaIn("nodes");
  expect(validated(`${nodes}#/$defs/evaluate`, evaluation)).toEqual([]);
  expect(evaluation.nodes).toHaveLength(1);
  const ways = await watertightIn(folder, ["nodes", "access", "-q", "-o", "json", "facts.json"]);
  const access = JSON.parse(ways.stdout) as { readonly pools: readonly unknown[] };
  expect(validated(`${nodes}#/$defs/access`, access)).toEqual([]);
  expect(access.pools).toHaveLength(1);
  const named = await watertightIn(folder, ["nodes", "profiles", "-q", "-o", "json", "facts.json"]);
  expect(validated(`${nodes}#/$defs/profiles`, JSON.parse(named.stdout))).toEqual([]);
  const argv = ["nodes", "profile", "storefront/web", "--no-render", "-q", "-o", "json"];
  for (const trace of [[], ["--trace", join(folderWith({ t: "read(0) = 1\n" }), "t")]]) {
    const { stdout: text } = await watertightIn(shop, [...argv, ...trace, "."]);
    const proposal = JSON.parse(text) as { readonly containers: readonly unknown[] };
    expect(validated(`${nodes}#/$defs/profile`, proposal)).toEqual([]);
    expect(proposal.containers).toHaveLength(1);
  }
});

it("a baseline has a schema too", async () => {
  const folder = folderWith({
    "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\n",
  });
  await watertightIn(folder, ["baseline", "write", "pod.yaml"]);
  const baseline = JSON.parse(textIn(folder, "watertight-baseline.json")) as {
    findings: unknown[];
  };
  expect(baseline.findings).not.toEqual([]);
  expect(validated(schemaIn("baseline"), baseline)).toEqual([]);
});

it("an object, a place, evidence, coverage and assumptions are the same in every schema", () => {
  const shared = ["object", "region", "location", "evidence", "coverage", "assumptions"];
  const texts = new Map<string, Set<string>>();
  for (const name of readdirSync(SCHEMAS)) {
    const { $defs = {} } = JSON.parse(readFileSync(new URL(name, SCHEMAS), "utf8")) as {
      readonly $defs?: Readonly<Record<string, unknown>>;
    };
    for (const key of shared) {
      if (key in $defs)
        texts.set(key, (texts.get(key) ?? new Set()).add(JSON.stringify($defs[key])));
    }
  }
  expect(shared.map((key) => [key, texts.get(key)?.size])).toEqual(shared.map((key) => [key, 1]));
});

it("the schemas describe what the shop has none of", async () => {
  const lines = [
    { kind: "Event", apiVersion: "audit.k8s.io/v1", stage: "ResponseComplete", verb: "get" },
  ].map((event) => JSON.stringify(event));
  const used = await watertight(
    ["access", "least-privilege", "--no-config", "-q", "-o", "json", "--used", "audit.log", "-"],
    { "audit.log": `${lines.join("\n")}\nno line\n` },
    "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web, namespace: shop}\n",
  );
  const usage = JSON.parse(used.stdout) as { readonly usage: unknown };
  expect(usage.usage).toMatchObject({ badLines: { count: 2 }, subjects: [] });
  expect(validated(`${ACCESS}#/$defs/leastPrivilege`, usage)).toEqual([]);
  const batch = await watertight(
    ["network", "can-reach", "-q", "--batch", "questions.jsonl", "pods.yaml"],
    {
      "questions.jsonl": '{"id":1,"from":{"ip":"203.0.113.7"},"to":{"pod":"shop/web"},"port":80}\n',
      "pods.yaml": `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {containers: [{name: web}]}
---
apiVersion: crd.antrea.io/v1beta1
kind: NetworkPolicy
metadata: {name: deny, namespace: shop}
`,
    },
  );
  const answer = JSON.parse(batch.stdout) as { readonly unenforced?: readonly unknown[] };
  expect(answer.unenforced?.[0]).toMatchObject({
    object: { kind: "NetworkPolicy", name: "deny" },
  });
  expect(validated(`${NETWORK}#/$defs/canReachLine`, answer)).toEqual([]);
  const exposed = await watertight(["network", "exposure", "-q", "-o", "json", "pods.yaml"], {
    "pods.yaml": `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: web}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8], selector: {app: web}, ports: [{port: 80}]}
`,
  });
  const listed = JSON.parse(exposed.stdout) as { readonly exposures: readonly unknown[] };
  expect(listed.exposures[0]).toMatchObject({ scope: "private", verdict: "yes" });
  expect(validated(`${NETWORK}#/$defs/exposure`, listed)).toEqual([]);
});

it("each line of scan --watch -o json is what its schema says", async () => {
  const { folder } = await liveShop();
  const ending = new AbortController();
  const { stdout } = await watertightIn(folder, ["scan", "--watch", ...LIVE, "-o", "json"], "", {
    interruption: ending.signal,
    told: (text) => {
      if (text.includes('"standing"')) ending.abort();
    },
  });
  const schema = schemaIn("watch");
  const lines = stdout.trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.flatMap((line) => validated(schema, JSON.parse(line)))).toEqual([]);
});
