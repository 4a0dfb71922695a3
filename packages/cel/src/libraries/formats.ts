import type { Library } from "../typing/environment.ts";
import { listOf, objectType, optionalOf, STRING, type Type } from "../typing/type.ts";
import { Comparable } from "../values/equality.ts";
import {
  CelError,
  NO_VALUE,
  noSuchOverload,
  Optional,
  type Result,
  textOf,
  type Value,
} from "../values/value.ts";
import { binary, declare, global, many, member, unary } from "./declare.ts";
import { parseRequestUri } from "./url.ts";

/*
 * Named formats (k8s.io/apiserver/pkg/cel/library/format.go), which Kubernetes has since 1.31. What is wrong is said in its words,
 * which expressions compare (apimachinery's pkg/util/validation).
 */

const FORMAT: Type = objectType("kubernetes.NamedFormat");

class Format extends Comparable {
  readonly name: string;
  /** What validating costs counts as the length of the regular expression. */
  readonly regexSize: number;
  readonly comparesCheaply = true;
  readonly faultsOf: (text: string) => readonly string[];

  constructor(name: string, regexSize: number, faultsOf: (text: string) => readonly string[]) {
    super();
    this.name = name;
    this.regexSize = regexSize;
    this.faultsOf = faultsOf;
  }

  override get type(): Type {
    return FORMAT;
  }

  override equals(other: Value): Result {
    return other instanceof Format ? other.name === this.name : noSuchOverload("_==_", other);
  }
}

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

const IS_LABEL = whole(LABEL);
const IS_LABEL_1035 = whole(LABEL_1035);
const IS_QUALIFIED = whole(QUALIFIED);

/** Whether each part between dots is a label, which is what the pattern of subdomains says, in linear time. */
function isSubdomain(text: string): boolean {
  return text.split(".").every((part) => IS_LABEL.test(part));
}

function regexFault(message: string, pattern: string, ...examples: readonly string[]): string {
  const shown = examples.map((example) => `'${example}', `).join(" or ");
  return `${message} (e.g. ${shown}regex used for validation is '${pattern}')`;
}

/** Upstream has two words for it. */
function tooLong(length: number, unit: "bytes" | "characters"): string {
  return `must be no more than ${length} ${unit}`;
}

const encoder = new TextEncoder();

function isLonger(text: string, limit: number): boolean {
  return text.length * 3 > limit && encoder.encode(text).length > limit;
}

function faults(...found: readonly (string | false)[]): readonly string[] {
  return found.filter((each) => each !== false);
}

function labelFaults(text: string): readonly string[] {
  return faults(
    isLonger(text, 63) && tooLong(63, "characters"),
    !IS_LABEL.test(text) &&
      (isSubdomain(text)
        ? "must not contain dots"
        : regexFault(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
            LABEL,
            "my-name",
            "123-abc",
          )),
  );
}

function label1035Faults(text: string): readonly string[] {
  return faults(
    isLonger(text, 63) && tooLong(63, "characters"),
    !IS_LABEL_1035.test(text) &&
      regexFault(
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
        LABEL_1035,
        "my-name",
        "abc-123",
      ),
  );
}

function subdomainFaults(
  text: string,
  unit: "bytes" | "characters" = "characters",
): readonly string[] {
  return faults(
    isLonger(text, 253) && tooLong(253, unit),
    !isSubdomain(text) &&
      regexFault(
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
        SUBDOMAIN,
        "example.com",
      ),
  );
}

const QUALIFIED_FORM =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const QUALIFIED_EXAMPLES = ["MyName", "my.name", "123-abc"];

function qualifiedNameFaults(text: string): readonly string[] {
  const parts = text.split("/");
  const [first = "", second] = parts;
  if (parts.length > 2) {
    const form = regexFault(
      `a valid label key ${QUALIFIED_FORM}`,
      QUALIFIED,
      ...QUALIFIED_EXAMPLES,
    );
    return [`${form} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = second ?? first;
  const ofPrefix = second === undefined ? [] : prefixFaults(first);
  return [
    ...ofPrefix,
    ...faults(
      name === "" && "name part must be non-empty",
      isLonger(name, 63) && `name part ${tooLong(63, "bytes")}`,
      !IS_QUALIFIED.test(name) &&
        `name part ${regexFault(QUALIFIED_FORM, QUALIFIED, ...QUALIFIED_EXAMPLES)}`,
    ),
  ];
}

function prefixFaults(prefix: string): readonly string[] {
  return prefix === ""
    ? ["prefix part must be non-empty"]
    : subdomainFaults(prefix, "bytes").map((fault) => `prefix part ${fault}`);
}

function labelValueFaults(text: string): readonly string[] {
  return faults(
    isLonger(text, 63) && tooLong(63, "bytes"),
    text !== "" &&
      !IS_QUALIFIED.test(text) &&
      regexFault(
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        `(${QUALIFIED})?`,
        "MyValue",
        "my_value",
        "12345",
      ),
  );
}

/** A prefix may end in a dash, to which something is appended: the character before it counts as a letter. */
function ofPrefix(
  faultsOf: (text: string) => readonly string[],
): (text: string) => readonly string[] {
  return (text) => faultsOf(text.length > 1 && text.endsWith("-") ? `${text.slice(0, -2)}a` : text);
}

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const UUID_SIZE = 70;
const TIME_SIZE = 71;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;
const TIME = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$/;

/** Whether a text is a day of the calendar, as OpenAPI's `date` has it. */
function isDate(text: string): boolean {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  const [year, month, day] = [Number(found?.[1]), Number(found?.[2]), Number(found?.[3])];
  return found !== null && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return days[month - 1] ?? 0;
}

function isDateTime(text: string): boolean {
  const [date = "", time = ""] = text.toLowerCase().split("t");
  return text.length >= 4 && isDate(date) && isTime(time);
}

function isTime(text: string): boolean {
  const found = TIME.exec(text);
  const [, hours = "", minutes = "", seconds = ""] = found ?? [];
  return found !== null && hours <= "23" && minutes <= "59" && seconds <= "59";
}

function uriFaults(text: string): readonly string[] {
  const url = parseRequestUri(text);
  return url instanceof CelError ? [url.message] : [];
}

function test(
  isRight: (text: string) => boolean,
  fault: string,
): (text: string) => readonly string[] {
  return (text) => (isRight(text) ? [] : [fault]);
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ["dns1123Label", new Format("DNS1123Label", 30, labelFaults)],
  ["dns1123Subdomain", new Format("DNS1123Subdomain", 60, (text) => subdomainFaults(text))],
  ["dns1035Label", new Format("DNS1035Label", 30, label1035Faults)],
  ["qualifiedName", new Format("QualifiedName", 60, qualifiedNameFaults)],
  ["dns1123LabelPrefix", new Format("DNS1123LabelPrefix", 30, ofPrefix(labelFaults))],
  [
    "dns1123SubdomainPrefix",
    new Format(
      "DNS1123SubdomainPrefix",
      60,
      ofPrefix((text) => subdomainFaults(text)),
    ),
  ],
  ["dns1035LabelPrefix", new Format("DNS1035LabelPrefix", 30, ofPrefix(label1035Faults))],
  ["labelValue", new Format("LabelValue", 40, labelValueFaults)],
  ["uri", new Format("URI", 1103, uriFaults)],
  [
    "uuid",
    new Format(
      "uuid",
      UUID_SIZE,
      test((text) => UUID.test(text), "does not match the UUID format"),
    ),
  ],
  [
    "byte",
    new Format(
      "byte",
      84,
      test((text) => BASE64.test(text), "invalid base64"),
    ),
  ],
  ["date", new Format("date", TIME_SIZE, test(isDate, "invalid date"))],
  ["datetime", new Format("datetime", TIME_SIZE, test(isDateTime, "invalid datetime"))],
]);

function validate(format: Value, text: Value): Result {
  if (!(format instanceof Format)) {
    return noSuchOverload("validate", format);
  }
  const found = format.faultsOf(textOf(text));
  return found.length === 0 ? NO_VALUE : new Optional(found);
}

/** The name of a value that is a format. */
export function formatNameOf(value: Value): string | undefined {
  return value instanceof Format ? value.name : undefined;
}

export const FORMAT_LIBRARY: Library = {
  functions: [
    declare(
      "validate",
      member("format-validate", [FORMAT, STRING], optionalOf(listOf(STRING)), binary(validate)),
    ),
    declare(
      "format.named",
      global(
        "format-named",
        [STRING],
        optionalOf(FORMAT),
        unary((name) => new Optional(FORMATS.get(textOf(name)))),
      ),
    ),
    ...Array.from(FORMATS, ([name, format]) =>
      declare(
        `format.${name}`,
        global(
          `format.${name}`,
          [],
          FORMAT,
          many(() => format),
        ),
      ),
    ),
  ],
};
