import { type Value, valueToJson } from "@watertight/cel";
import { isJsonList, isJsonObject, type JsonValue } from "@watertight/core/kubernetes";

/** A value as the Go program of the comparison writes it: with its type, entries of maps in order. */
export function goValue(value: Value): JsonValue {
  return goJson(valueToJson(value));
}

function goJson(json: JsonValue | undefined): JsonValue {
  const [kind = "", content = null] = isJsonObject(json) ? (Object.entries(json)[0] ?? []) : [];
  return WRITERS.get(kind)?.(content) ?? { [kind.replace(/(64)?Value$/, "")]: content };
}

const WRITERS = new Map<string, (content: JsonValue) => JsonValue>([
  ["listValue", (content) => ({ list: itemsOf(content, "values").map(goJson) })],
  ["mapValue", (content) => ({ map: entriesOf(content) })],
  ["objectValue", messageOf],
  ["doubleValue", (content) => ({ double: goDouble(Number(content)) })],
  ["nullValue", () => ({ null: true })],
]);

function itemsOf(content: JsonValue, member: string): readonly JsonValue[] {
  const items = isJsonObject(content) ? content[member] : undefined;
  const none: readonly JsonValue[] = [];
  return isJsonList(items) ? items : none;
}

function entriesOf(content: JsonValue): JsonValue {
  const pairs = itemsOf(content, "entries").map((entry): readonly JsonValue[] => {
    const { key, value } = entry as { readonly key: JsonValue; readonly value: JsonValue };
    return [goJson(key), goJson(value)];
  });
  return pairs.sort(([left], [right]) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}

/** Go's names of what CEL has no JSON for. */
const MESSAGES = new Map([
  ["google.protobuf.Duration", "duration"],
  ["google.protobuf.Timestamp", "timestamp"],
  ["kubernetes.Quantity", "quantity"],
  ["kubernetes.Semver", "semver"],
  ["kubernetes.URL", "url"],
  ["kubernetes.NamedFormat", "format"],
  ["net.IP", "ip"],
  ["net.CIDR", "cidr"],
]);

function messageOf(content: JsonValue): JsonValue {
  const { "@type": type, value } = content as {
    readonly "@type": string;
    readonly value?: JsonValue;
  };
  const name = type.replace(/^.*\//, "");
  if (name === "optional_type") {
    return { optional: value === undefined ? null : goJson(value) };
  }
  return { [MESSAGES.get(name) ?? name]: value ?? null };
}

/** With an exponent of two digits. */
function goDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  const shown = String(Math.abs(power)).padStart(2, "0");
  return `${Object.is(value, -0) ? "-0" : digits}e${power < 0 ? "-" : "+"}${shown}`;
}
