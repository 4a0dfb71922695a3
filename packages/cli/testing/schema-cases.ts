import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

/** The folder of the schemas. */
export const SCHEMAS: URL = new URL("../../../schemas/", import.meta.url);
const known = new Set<string>();
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });

/** The id of a schema of the folder `schemas`, which ajv knows from then on. */
export function schemaIn(name: string): string {
  const schema = JSON.parse(readFileSync(new URL(`${name}.schema.json`, SCHEMAS), "utf8")) as {
    readonly $id: string;
  };
  // Tests of one thread share what is loaded.
  if (!known.has(schema.$id)) ajv.addSchema(schema);
  known.add(schema.$id);
  return schema.$id;
}

const REPORT = schemaIn("report");
export const NETWORK: string = schemaIn("network");
export const ACCESS: string = schemaIn("access-reports");
const POD_SECURITY = schemaIn("pod-security");
export const IMAGES: string = schemaIn("images");
export const IMAGE_RISK: string = schemaIn("image-risk");
const PLACEMENT = schemaIn("placement");
const TENANCY = schemaIn("tenancy");
const ATTACK_PATHS = schemaIn("attack-paths");
const REACH = "can-reach --from storefront/web --to payments/gateway --port 8443";

/** The verb, the schema of its output, and a list in it that the shop does not leave empty. */
export const SCHEMA_CASES = [
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
  [
    "images risk --contents images.tar --vulnerabilities advisories.jsonl",
    `${IMAGE_RISK}#/$defs/risk`,
    "images",
  ],
  ["tenancy --tenant-label shop.example/team", `${TENANCY}#/$defs/tenancy`, "channels"],
  ["pod-security evaluate --level restricted", `${POD_SECURITY}#/$defs/evaluate`, "pods"],
  ["pod-security recommend", `${POD_SECURITY}#/$defs/recommend`, "namespaces"],
] as const;

/** What a schema has against a document. */
export function validated(schema: string, document: unknown): readonly (string | undefined)[] {
  ajv.validate(schema, document);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
