import { parseInteger, resolvePlain, type Scalar } from "./resolve.ts";
import { YamlError } from "./yaml-error.ts";

const PREFIX = "tag:yaml.org,2002:";

/** The value of a scalar with a tag, as `resolve` of go.yaml.in/yaml/v2 has it. */
export function resolveTagged(tag: string, text: string, offset: number): Scalar {
  const kind = tag.startsWith(PREFIX) ? tag.slice(PREFIX.length) : "";
  if (kind === "binary") return decodeBinary(text, offset);
  if (!RESOLVED.has(kind) || (kind === "timestamp" && TIMESTAMP.test(text))) return text;
  const value = resolvePlain(text);
  const found = kindOf(value, text);
  if (found === kind) return value;
  if (kind === "float" && found === "int" && typeof value === "number") return value;
  throw new YamlError(`The value is not what its tag !!${kind} says.`, offset);
}

const RESOLVED = new Set(["int", "float", "bool", "null", "timestamp"]);

const TIMESTAMP =
  /^\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/;

function kindOf(value: Scalar, text: string): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "int";
  if (typeof value === "string") return "str";
  return parseInteger(text.replaceAll("_", "")) === undefined ? "float" : "int";
}

/** Bytes that are no UTF-8 become U+FFFD, as in Go's JSON. */
function decodeBinary(text: string, offset: number): string {
  const base64 = text.replace(/[\r\n]/g, "");
  if (base64.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(base64)) {
    throw new YamlError("The value of !!binary is not base64.", offset);
  }
  return Buffer.from(base64, "base64").toString("utf8");
}
