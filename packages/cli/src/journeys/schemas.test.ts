import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { folderWith, textIn } from "../../testing/fix-pod.ts";
import { LIVE, liveShop } from "../../testing/live-shop.ts";
import { watertight, watertightIn } from "../../testing/watertight.ts";
import type { Command } from "../command.ts";
import { COMMANDS } from "../registry.ts";

const shop = new URL("../../../../examples/shop", import.meta.url).pathname;
const schemas = new URL("../../../../schemas/", import.meta.url);
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });

/** The id of a schema of the folder `schemas`, which ajv knows from then on. */
function schemaIn(name: string): string {
  const schema = JSON.parse(readFileSync(new URL(`${name}.schema.json`, schemas), "utf8")) as {
    readonly $id: string;
  };
  ajv.addSchema(schema);
  return schema.$id;
}

const REPORT = schemaIn("report");
const NETWORK = schemaIn("network");
const ACCESS = schemaIn("access-reports");
const POD_SECURITY = schemaIn("pod-security");
const IMAGES = schemaIn("images");
const PLACEMENT = schemaIn("placement");
const TENANCY = schemaIn("tenancy");
const ATTACK_PATHS = schemaIn("attack-paths");
const REACH = "can-reach --from storefront/web --to payments/gateway --port 8443";

/** The verb, the schema of its output, and a list in it that the shop does not leave empty. */
const CASES = [
  ["scan", REPORT, "findings"],
  ["scan --framework cis-1.12", schemaIn("framework"), "controls"],
  ["fix", schemaIn("fix"), "findings"],
  ["diff payments", schemaIn("diff"), "new"],
  ["network connections", `${NETWORK}#/$defs/connections`, "connections"],
  [`network ${REACH}`, `${NETWORK}#/$defs/canReach`, "verdict"],
  ["network exposure", `${NETWORK}#/$defs/exposure`, "exposures"],
  ["network lint", `${NETWORK}#/$defs/lint`, "remarks"],
  ["network synthesize", `${NETWORK}#/$defs/synthesize`, "needed"],
  ["network diff payments", `${NETWORK}#/$defs/diff`, "gained"],
  ["access can-i get pods --as ann", `${ACCESS}#/$defs/canI`, "status"],
  ["access who-can get secrets", `${ACCESS}#/$defs/whoCan`, "subjects"],
  [
    "access covers clusterrole/edit clusterrole/cluster-admin",
    `${ACCESS}#/$defs/covers`,
    "uncovered",
  ],
  ["access rights --explain --subject payments/release-bot", `${ACCESS}#/$defs/rights`, "items"],
  ["access matrix", `${ACCESS}#/$defs/matrix`, "rows"],
  ["access least-privilege", `${ACCESS}#/$defs/leastPrivilege`, "excesses"],
  ["access escalate", `${ACCESS}#/$defs/escalate`, "subjects"],
  ["access pipelines", `${ACCESS}#/$defs/pipelines`, "pipelines"],
  ["access diff payments", `${ACCESS}#/$defs/diff`, "changes"],
  ["placement nodes storefront/web", `${PLACEMENT}#/$defs/nodes`, "nodes"],
  ["placement pods payments-1", `${PLACEMENT}#/$defs/pods`, "pods"],
  ["placement dedicated payments --for payments", `${PLACEMENT}#/$defs/dedicated`, "breaches"],
  [
    "placement can-run --pod storefront/web --node general-1",
    `${PLACEMENT}#/$defs/canRun`,
    "verdict",
  ],
  ["paths", `${ATTACK_PATHS}#/$defs/paths`, "paths"],
  ["blast-radius deployment/payments/gateway", `${ATTACK_PATHS}#/$defs/blastRadius`, "reached"],
  ["fixes", `${ATTACK_PATHS}#/$defs/fixes`, "edits"],
  ["tenancy --tenant-label shop.example/team", `${TENANCY}#/$defs/tenancy`, "channels"],
  ["pod-security evaluate --level restricted", `${POD_SECURITY}#/$defs/evaluate`, "pods"],
  ["pod-security recommend", `${POD_SECURITY}#/$defs/recommend`, "namespaces"],
] as const;

function validated(schema: string, document: unknown): readonly (string | undefined)[] {
  ajv.validate(schema, document);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

it.each(CASES)(
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

/** Held to theirs in commands/versions/versions.test.ts. */
const OF_VERSIONS = ["affected", "cves", "drift", "skew", "support"].map(
  (verb) => `versions ${verb}`,
);
/** Held to theirs in commands/policy/policy.test.ts. */
const OF_POLICIES = ["policy evaluate", "policy lint", "policy test"];
const OF_IMAGES = ["images scan", "images packages", "vulnerabilities status"];
/** They read a policy, and have tests of their own beside them. */
const OF_AUDIT_POLICIES = ["explain", "lint", "estimate", "diff"].map(
  (name) => `audit policy ${name}`,
);
const WITHOUT_INPUT = ["checks", "doctor", "version", "cel eval"];

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
  for (const name of readdirSync(schemas)) {
    const { $defs = {} } = JSON.parse(readFileSync(new URL(name, schemas), "utf8")) as {
      readonly $defs?: Readonly<Record<string, unknown>>;
    };
    for (const key of shared) {
      if (key in $defs)
        texts.set(key, (texts.get(key) ?? new Set()).add(JSON.stringify($defs[key])));
    }
  }
  expect(shared.map((key) => [key, texts.get(key)?.size])).toEqual(shared.map((key) => [key, 1]));
});

it("every verb with -o json is held to a schema here", () => {
  // `rbac-needed` prints objects of Kubernetes, which have the API's own.
  // The nodes of the shop have no facts, `verify` needs a statement and `audit detect` a log: they have tests of their own.
  const nodes = ["nodes evaluate", "nodes access", "nodes profiles", "nodes profile"];
  const others = [
    ...OF_IMAGES,
    ...OF_POLICIES,
    ...OF_VERSIONS,
    ...OF_AUDIT_POLICIES,
    ...WITHOUT_INPUT,
    ...nodes,
    "rbac-needed",
    "verify",
    "audit detect",
  ];
  const held = [...CASES.map(([line]) => line), ...others];
  const untold = jsonVerbsOf(COMMANDS).filter(
    (verb) => !held.some((line) => line === verb || line.startsWith(`${verb} `)),
  );
  expect(untold).toEqual([]);
});

function jsonVerbsOf(commands: readonly Command[], parent = ""): string[] {
  return commands.flatMap(({ name, options, subcommands = [] }) => {
    const output = options.find((option) => option.name === "output");
    const own = output?.choices?.includes("json") === true ? [`${parent}${name}`] : [];
    return [...own, ...jsonVerbsOf(subcommands, `${parent}${name} `)];
  });
}

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
