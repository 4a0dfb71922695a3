import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { watertight, watertightIn } from "./watertight.ts";

const shop = new URL("../../../../examples/shop", import.meta.url).pathname;
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });

/** The id of a schema of the folder `schemas`, which ajv knows from then on. */
function schemaIn(name: string): string {
  const file = new URL(`../../../../schemas/${name}.schema.json`, import.meta.url);
  const schema = JSON.parse(readFileSync(file, "utf8")) as { readonly $id: string };
  ajv.addSchema(schema);
  return schema.$id;
}

const NETWORK = schemaIn("network");
const ACCESS = schemaIn("access-reports");
const FIX = schemaIn("fix");
const REACH = "can-reach --from storefront/web --to payments/gateway --port 8443";

/** The verb, the schema of its output, and a list in it that the shop does not leave empty. */
const CASES = [
  ["network connections", `${NETWORK}#/$defs/connections`, "connections"],
  [`network ${REACH}`, `${NETWORK}#/$defs/canReach`, "assumptions"],
  ["network exposure", `${NETWORK}#/$defs/exposure`, "exposures"],
  ["network lint", `${NETWORK}#/$defs/lint`, "remarks"],
  ["network synthesize", `${NETWORK}#/$defs/synthesize`, "needed"],
  ["network diff payments", `${NETWORK}#/$defs/diff`, "gained"],
  ["access rights --explain --subject payments/release-bot", `${ACCESS}#/$defs/rights`, "items"],
  ["access matrix", `${ACCESS}#/$defs/matrix`, "rows"],
  ["access least-privilege", `${ACCESS}#/$defs/leastPrivilege`, "excesses"],
  ["access escalate", `${ACCESS}#/$defs/escalate`, "subjects"],
  ["access diff payments", `${ACCESS}#/$defs/diff`, "changes"],
  ["fix", FIX, "findings"],
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
    expect(document[list]).not.toEqual([]);
    const less = Object.fromEntries(Object.entries(document).filter(([key]) => key !== list));
    expect(validated(schema, less)).toEqual([`: must have required property '${list}'`]);
    expect(validated(schema, { ...document, more: true })).toEqual([
      ": must NOT have additional properties",
    ]);
  },
  60_000,
);

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
  expect(validated(`${NETWORK}#/$defs/canReach`, answer)).toEqual([]);
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
