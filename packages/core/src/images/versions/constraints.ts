import { compareVersions, type VersionOrder } from "./ecosystems.ts";
import { isDigits } from "./order.ts";
import { parsePep440 } from "./pep440.ts";
import { parseSemver } from "./semver.ts";

/**
 * Whether a version is in a constraint; undefined where the constraint cannot be read. `||` separates alternatives, commas and spaces
 * what must hold together; operators are those of npm, Composer, RubyGems, Hex and PEP 440 besides `< <= = >= > !=`, with wildcards,
 * hyphen ranges and the brackets of Maven and NuGet. Bounds are compared by the ecosystem's order alone: a prerelease is in `< 2.0`,
 * as advisories mean it.
 */
export function satisfies(
  order: VersionOrder,
  version: string,
  constraint: string,
): boolean | undefined {
  const alternatives = bracketed(constraint) ?? constraint.split("||").map(clausesOf);
  let satisfied = false;
  for (const clauses of alternatives) {
    if (clauses === undefined) return undefined;
    satisfied ||= clauses.every((clause) => holds(order, version.trim(), clause));
  }
  return satisfied;
}

interface Clause {
  readonly operator: string;
  readonly bound: string;
}

const CLAUSE =
  /\s*(<=|>=|===|==|!=|<>|~=|~>|=|<|>|\^|~)?\s*([^\s,<>=!~^"']+(?:~[^\s,<>=!"']+)*|$)[\s,]*/y;

/** The clauses of one alternative. */
function clausesOf(text: string): readonly Clause[] | undefined {
  const plain = text.replaceAll(/["']/g, "").trim();
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(plain);
  if (hyphen !== null) {
    return [
      { operator: ">=", bound: hyphen[1] ?? "" },
      { operator: "<=", bound: hyphen[2] ?? "" },
    ];
  }
  const clauses: Clause[] = [];
  CLAUSE.lastIndex = 0;
  while (CLAUSE.lastIndex < plain.length) {
    const match = CLAUSE.exec(plain);
    if (match === null || (match[2] ?? "") === "") return undefined;
    clauses.push({ operator: match[1] ?? "=", bound: match[2] ?? "" });
  }
  return clauses;
}

/** Ranges of Maven and NuGet: `[1.0,2.0),[3.0]`; undefined where the text is none. */
function bracketed(text: string): (readonly Clause[] | undefined)[] | undefined {
  const trimmed = text.trim();
  if (!/^[[(]/.test(trimmed)) return undefined;
  const ranges = trimmed.match(/[[(][^\])]*[\])]/g) ?? [];
  if (ranges.join("").length !== trimmed.replaceAll(/[\])]\s*,\s*/g, "]").length)
    return [undefined];
  return ranges.map((range) => {
    const inner = range.slice(1, -1).split(",");
    const [low = "", high = low] = inner.map((part) => part.trim());
    if (inner.length > 2) return undefined;
    if (inner.length === 1) return [{ operator: "=", bound: low }];
    return [
      { operator: range.startsWith("[") ? ">=" : ">", bound: low },
      { operator: range.endsWith("]") ? "<=" : "<", bound: high },
    ].filter(({ bound }) => bound !== "");
  });
}

const OPERATORS: Readonly<Record<string, (difference: number) => boolean>> = {
  "=": (difference) => difference === 0,
  "==": (difference) => difference === 0,
  "===": (difference) => difference === 0,
  "!=": (difference) => difference !== 0,
  "<>": (difference) => difference !== 0,
  "<": (difference) => difference < 0,
  "<=": (difference) => difference <= 0,
  ">": (difference) => difference > 0,
  ">=": (difference) => difference >= 0,
};

function holds(order: VersionOrder, version: string, { operator, bound }: Clause): boolean {
  if (/^[*xX]$/.test(bound)) return operator !== "!=" && operator !== "<" && operator !== ">";
  const wildcard = /^(.*?)(?:\.[*xX])+$/.exec(bound);
  if (wildcard !== null)
    return holdsWildcard(order, version, { operator, bound: wildcard[1] ?? "" });
  const compare = OPERATORS[operator];
  if (compare !== undefined) return compare(difference(order, version, bound));
  const upper = upperBound(order, operator, bound);
  return difference(order, version, bound) >= 0 && difference(order, version, upper) < 0;
}

function holdsWildcard(order: VersionOrder, version: string, { operator, bound }: Clause): boolean {
  const inside =
    difference(order, version, lowest(order, bound)) >= 0 &&
    difference(order, version, lowest(order, raised(bound.split(".")))) < 0;
  if (operator === "!=") return !inside;
  const compare = /^[<>]/.test(operator) ? OPERATORS[operator] : undefined;
  return compare === undefined ? inside : compare(difference(order, version, bound)) || inside;
}

/** `~1.2.3`, `~>1.2.3`, `~=1.2.3`, `^1.2.3`: the first version that is beyond. */
function upperBound(order: VersionOrder, operator: string, bound: string): string {
  const numbers = numbersOf(order, bound);
  if (operator === "^") {
    const first = numbers.findIndex((number) => !/^0*$/.test(number));
    const kept = first < 0 ? numbers.length : first + 1;
    return lowest(order, raised(numbers.slice(0, kept)));
  }
  // npm's and Cargo's tilde keeps the minor version; all others let the last of the numbers go.
  const keptByTilde = operator === "~" && order === "semver" ? 2 : Math.max(1, numbers.length - 1);
  return lowest(order, raised(numbers.slice(0, Math.min(keptByTilde, numbers.length))));
}

function numbersOf(order: VersionOrder, bound: string): readonly string[] {
  if (order === "pep440") return parsePep440(bound)?.release ?? parseSemver(bound).numbers;
  return parseSemver(bound).numbers;
}

function raised(numbers: readonly string[]): string {
  const last = numbers.at(-1) ?? "0";
  return [...numbers.slice(0, -1), isDigits(last) ? String(BigInt(last) + 1n) : last].join(".");
}

/** What is before every prerelease of a version, so that those of the next one are beyond. */
const LOWEST: Partial<Readonly<Record<VersionOrder, string>>> = {
  semver: "-0",
  nuget: "-0",
  pub: "-0",
  rubygems: ".A",
  pep440: ".dev0",
  packagist: "-dev",
};

function lowest(order: VersionOrder, bound: string): string {
  return `${bound}${LOWEST[order] ?? ""}`;
}

/**
 * A local version or a revision counts only where the bound has one. So does an epoch of RPM: feeds leave it out as often as packages,
 * and a constraint does not say whether 0 is meant (anchore/grype, rpm_version.go).
 */
function difference(order: VersionOrder, version: string, bound: string): number {
  if (order === "pep440" && !bound.includes("+")) {
    return compareVersions(order, version.replace(/\+.*$/, ""), bound);
  }
  if (order === "bitnami" && !bound.includes("-")) {
    return compareVersions(order, version.replace(/-\d+$/, ""), bound);
  }
  if (order === "rpm" && /^\d+:/.test(version) !== /^\d+:/.test(bound)) {
    return compareVersions(order, version.replace(/^\d+:/, ""), bound.replace(/^\d+:/, ""));
  }
  return compareVersions(order, version, bound);
}
