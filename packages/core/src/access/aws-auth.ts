import { isJsonList, type JsonValue } from "../kubernetes/json.ts";
import { textAt, textsAt } from "../kubernetes/json-fields.ts";

/** One entry of `mapRoles` or `mapUsers` of the ConfigMap aws-auth. */
interface AwsMapping {
  /** Of a role or a user of IAM. */
  readonly arn: string;
  readonly username: string;
  readonly groups: readonly string[];
}

/** A list of mappings, and what of it the authenticator does not take, whole sentences. */
export interface AwsMappings {
  readonly mappings: readonly AwsMapping[];
  readonly problems: readonly string[];
}

export type AwsMappingField = "mapRoles" | "mapUsers";

/**
 * Reads the text of `mapRoles` or `mapUsers`: JSON, or YAML in the plain shape that all tools write, a list of mappings of
 * texts with a list of groups (github.com/kubernetes-sigs/aws-iam-authenticator/pkg/mapper/configmap).
 */
export function readAwsMappings(text: string, field: AwsMappingField): AwsMappings {
  const list = text.trim() === "" ? [] : (parseJson(text) ?? parsePlainList(text));
  if (list === undefined) {
    return { mappings: [], problems: [`${field} cannot be read as a list of mappings.`] };
  }
  const mappings: AwsMapping[] = [];
  const problems: string[] = [];
  for (const [index, entry] of list.entries()) {
    const mapping = mappingOf(entry, field);
    const problem = problemOf(mapping, field);
    if (problem === undefined) mappings.push(mapping);
    else problems.push(`${field}[${index}] ${problem}`);
  }
  return { mappings, problems };
}

function mappingOf(entry: JsonValue, field: AwsMappingField): AwsMapping {
  return {
    arn: textAt(entry, field === "mapRoles" ? "rolearn" : "userarn"),
    username: textAt(entry, "username"),
    groups: textsAt(entry, "groups"),
  };
}

/** The role or user of an ARN with its path. */
const ARN = /^arn:aws[\w-]*:(iam|sts)::\d{12}:(role|user|assumed-role|root)(?:\/(.+))?$/;

/** Why an entry never matches anybody: the authenticator compares with the ARN of the caller as STS shows it, without a role's path. */
function problemOf({ arn }: AwsMapping, field: AwsMappingField): string | undefined {
  const key = field === "mapRoles" ? "rolearn" : "userarn";
  if (arn === "") return `has no ${key}; its spelling is all lower case.`;
  const [whole, service, kind, name = ""] = ARN.exec(arn) ?? [];
  if (whole === undefined) return `has the ${key} ${arn}, which is no ARN of a role or user.`;
  if (service === "sts") return `names the session ${arn}; the ARN of the role itself is meant.`;
  if (field === "mapRoles" && kind === "role" && name.includes("/")) {
    return `names ${arn} with the role's path, which never matches; leave the path out.`;
  }
  return undefined;
}

function parseJson(text: string): readonly JsonValue[] | undefined {
  if (!text.trimStart().startsWith("[")) return undefined;
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonList(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

interface PlainEntry {
  readonly indent: number;
  readonly members: Record<string, JsonValue>;
}

/** Block sequences of mappings whose values are texts or sequences of texts; undefined for every other YAML. */
function parsePlainList(text: string): readonly JsonValue[] | undefined {
  const entries: PlainEntry[] = [];
  let list: JsonValue[] | undefined;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.replace(/(?:^|\s)#.*$/, "").trimEnd();
    if (line.trim() === "" || line.trim() === "---") continue;
    const read = readLine(line, entries, list);
    if (read === undefined) return undefined;
    list = read.list;
  }
  return entries.map(({ members }) => members);
}

const ITEM = /^( *)-(?: +(.*))?$/;
const MEMBER = /^( *)([A-Za-z]\w*):(?: +(.*))?$/;

type Read = { readonly list: JsonValue[] | undefined } | undefined;

/** Adds a line to the entries; the list is the one that items of a deeper level belong to. Undefined for a line of another shape. */
function readLine(line: string, entries: PlainEntry[], list: JsonValue[] | undefined): Read {
  const last = entries.at(-1);
  const [whole, { length: indent } = "", text = ""] = ITEM.exec(line) ?? [];
  if (whole === undefined) return readMember(line, last);
  const depth = last?.indent ?? indent;
  if (indent === depth) return addEntry({ indent, members: {} }, text, entries);
  if (!list || indent < depth) return undefined;
  list.push(scalarOf(text));
  return { list };
}

function readMember(line: string, last: PlainEntry | undefined): Read {
  return last && MEMBER.test(line) ? addMember(last, line.trimStart()) : undefined;
}

function addEntry(entry: PlainEntry, text: string, entries: PlainEntry[]): Read {
  entries.push(entry);
  return text === "" ? { list: undefined } : addMember(entry, text);
}

function addMember({ members }: PlainEntry, text: string): Read {
  const [whole, , key = "", value = ""] = MEMBER.exec(text) ?? [];
  if (whole === undefined) return undefined;
  if (value !== "" && !value.startsWith("[")) {
    members[key] = scalarOf(value);
    return { list: undefined };
  }
  const items = value
    .replace(/^\[|\]$/g, "")
    .split(",")
    .map(scalarOf);
  const list: JsonValue[] = items.filter((one) => one !== "");
  members[key] = list;
  return { list };
}

function scalarOf(text: string): string {
  const trimmed = text.trim();
  return /^"(.*)"$/.exec(trimmed)?.[1] ?? /^'(.*)'$/.exec(trimmed)?.[1] ?? trimmed;
}
