/**
 * Writes packages/core/src/kubernetes/api/{types,schema,merges}.ts from the OpenAPI document of a Kubernetes release,
 * which Go's module proxy serves as part of k8s.io/kubernetes. Usage: npx tsx tools/generate-kubernetes-api.ts v1.37.0
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly "x-kubernetes-list-type"?: string;
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-map-type"?: string;
  readonly "x-kubernetes-group-version-kind"?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

const SCALAR_TYPES: ReadonlyMap<string | undefined, string> = new Map([
  ["string", "string"],
  ["boolean", "boolean"],
  ["integer", "number"],
  ["number", "number"],
]);
const version = process.argv[2] ?? "v1.37.0";
const folder = new URL("../packages/core/src/kubernetes/api/", import.meta.url);
const definitions = readDefinitions();
const names = new Map(Object.keys(definitions).map((id) => [id, ""]));
nameDefinitions();
writeFileSync(new URL("types.ts", folder), renderTypes());
writeFileSync(new URL("schema.ts", folder), renderSchema());
writeFileSync(new URL("merges.ts", folder), renderMerges());

function readDefinitions(): Record<string, Schema> {
  const answer = execFileSync("go", ["mod", "download", "-json", `k8s.io/kubernetes@${version}`]);
  const { Dir } = JSON.parse(answer.toString()) as { Dir: string };
  const text = readFileSync(join(Dir, "api/openapi-spec/swagger.json"), "utf8");
  const document = JSON.parse(text) as { definitions: Record<string, Schema> };
  return Object.fromEntries(
    Object.entries(document.definitions).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The short name goes to the group that people mean by it; the others carry group and version. */
function nameDefinitions(): void {
  const preferred = [
    "core.v1",
    "apps.v1",
    "batch.v1",
    "rbac.v1",
    "networking.v1",
    "policy.v1",
    "autoscaling.v2",
    "admissionregistration.v1",
  ];
  const rank = (id: string): number => {
    const index = preferred.findIndex((prefix) => id.startsWith(`io.k8s.api.${prefix}.`));
    return index < 0 ? preferred.length : index;
  };
  const taken = new Set<string>();
  for (const id of [...names.keys()].sort((a, b) => rank(a) - rank(b))) {
    const parts = id.split(".");
    const short = parts.at(-1) ?? id;
    const long = parts.slice(-3).map(capitalised).join("");
    names.set(id, taken.has(short) ? long : short);
    taken.add(names.get(id) ?? short);
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replaceAll("-", "");
}

function renderTypes(): string {
  const blocks = Object.entries(definitions).map(([id, schema]) => {
    const name = names.get(id) ?? id;
    const leaf = leafOf(id, schema);
    if (leaf) return `export type ${name} = ${leaf.type};`;
    const fields = Object.entries(schema.properties ?? {}).map(
      ([field, value]) =>
        `  readonly ${/^[\w$]+$/.test(field) ? field : JSON.stringify(field)}${isRequired(schema, field) ? "" : "?"}: ${typeOf(value)};`,
    );
    return `export interface ${name} {\n${fields.join("\n")}\n}`;
  });
  return `// Generated from the OpenAPI document of Kubernetes ${version} by tools/generate-kubernetes-api.ts.\nimport type { JsonValue } from "../json.ts";\n\n${blocks.join("\n\n")}\n`;
}

/** What the decoder cannot do without for a list's items to have an identity; the rest may always be missing in a file. */
function isRequired(schema: Schema, field: string): boolean {
  return field === "name" && (schema.required ?? []).includes("name");
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return names.get(idOf(schema.$ref)) ?? "JsonValue";
  if (schema.type === "array") {
    const item = typeOf(schema.items ?? {});
    return /^\w+$/.test(item) ? `readonly ${item}[]` : `readonly (${item})[]`;
  }
  if (schema.additionalProperties)
    return `{ readonly [key: string]: ${typeOf(schema.additionalProperties)} }`;
  return SCALAR_TYPES.get(schema.type) ?? "JsonValue";
}

/** Definitions that are not structures, with their TypeScript type and their code in the schema. */
function leafOf(id: string, schema: Schema): { type: string; code: string } | undefined {
  if (id.endsWith(".resource.Quantity")) return { type: "string | number", code: "q" };
  if (id.endsWith(".intstr.IntOrString")) return { type: "string | number", code: "x" };
  if (schema.properties) return undefined;
  if (schema.type === "string") return { type: "string", code: "s" };
  if (id.endsWith(".FieldsV1") || schema.type !== "object") return { type: "JsonValue", code: "j" };
  return isKind(schema) ? undefined : { type: "JsonValue", code: "j" };
}

function isKind(schema: Schema): boolean {
  return schema["x-kubernetes-group-version-kind"] !== undefined;
}

function idOf(ref: string): string {
  return ref.replace("#/definitions/", "");
}

function scalarCode({ type, format }: Schema): string {
  if (type === "string") return format === "byte" ? "y" : "s";
  if (type === "integer") return format === "int32" ? "i" : "l";
  if (type === "boolean") return "b";
  return type === "number" ? "n" : "j";
}

function renderSchema(): string {
  const structures = Object.entries(definitions).filter(([id, schema]) => !leafOf(id, schema));
  const numbers = new Map(structures.map(([id], index) => [id, index]));
  const referenceCode = (id: string): string => {
    const target = definitions[id];
    const leaf = target && leafOf(id, target);
    return leaf ? leaf.code : `#${numbers.get(id) ?? ""}`;
  };
  const code = (schema: Schema): string => {
    if (schema.$ref) return referenceCode(idOf(schema.$ref));
    if (schema.type === "array") return `[${code(schema.items ?? {})}`;
    if (schema.additionalProperties) return `{${code(schema.additionalProperties)}`;
    return scalarCode(schema);
  };
  const rows = structures.map(([id, schema]) => {
    const fields = Object.entries(schema.properties ?? {}).map(
      ([field, value]) => `${field}:${code(value)}`,
    );
    return `${names.get(id) ?? id} ${fields.join(" ")}`;
  });
  const kinds = structures.flatMap(([id, schema]) => {
    const served = schema["x-kubernetes-group-version-kind"] ?? [];
    // DeleteOptions and the like are listed under every group: they are no objects.
    if (served.length !== 1) return [];
    return served.map(
      ({ group, version, kind }) =>
        `${group ? `${group}/` : ""}${version}/${kind} ${numbers.get(id) ?? ""}`,
    );
  });
  return `// Generated from the OpenAPI document of Kubernetes ${version} by tools/generate-kubernetes-api.ts.

/** The release that the schema describes. */
export const SCHEMA_VERSION = "${version}";

/**
 * One structure a line: its name, then \`field:type\`. Types: s string, b boolean, i int32, l int64, n double, y bytes in
 * base64, q quantity, x int-or-string, j any JSON, \`[T\` list of T, \`{T\` map of T, \`#N\` the structure on line N (from 0).
 */
export const STRUCTURES = \`\n${rows.join("\n")}\n\`;

/** One built-in kind a line: \`group/version/Kind\` (\`v1/Pod\` in the core group) and the number of its structure. */
export const KINDS = \`\n${kinds.join("\n")}\n\`;
`;
}

/** How lists and maps are merged, where otherwise than usual: lists are wholes, maps and structures are not. */
function renderMerges(): string {
  const rows = Object.entries(definitions).flatMap(([id, schema]) => {
    const fields = Object.entries(schema.properties ?? {}).flatMap(([field, value]) => {
      const mark = mergeMark(value);
      return mark === undefined ? [] : [`${field}=${mark}`];
    });
    const whole = schema["x-kubernetes-map-type"] === "atomic" ? ["!"] : [];
    const marks = [...whole, ...fields];
    return marks.length === 0 || leafOf(id, schema)
      ? []
      : [`${names.get(id) ?? id} ${marks.join(" ")}`];
  });
  return `// Generated from the OpenAPI document of Kubernetes ${version} by tools/generate-kubernetes-api.ts.

/**
 * One structure a line: its name, \`!\` where it is replaced as a whole, then fields that are merged otherwise than usual: \`=*\` a list
 * as a set, \`=a,b\` a list by these keys of its items, \`=!\` a map as a whole. Lists that are not here are replaced as wholes.
 */
export const MERGES = \`\n${rows.join("\n")}\n\`;
`;
}

function mergeMark(schema: Schema): string | undefined {
  if (schema["x-kubernetes-map-type"] === "atomic") return "!";
  const kind = schema["x-kubernetes-list-type"];
  if (kind === "map") return (schema["x-kubernetes-list-map-keys"] ?? []).join(",");
  return kind === "set" ? "*" : undefined;
}
