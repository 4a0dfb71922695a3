/** What is wrong with a name as a clause, undefined where it is right; `isPrefix` where the API server appends to it. */
export type NameProblem = (name: string, isPrefix: boolean) => string | undefined;

// apimachinery's pkg/api/validate/content, pkg/util/validation and pkg/api/validation/generic.go.
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const SUBDOMAIN_WITH_UNDERSCORE =
  /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const CONFIG_MAP_KEY = /^[-._a-zA-Z0-9]+$/;
const HTTP_HEADER = /^[-A-Za-z0-9]+$/;
const HTTP_PATH = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;

const LOWER_CASE = "lower-case letters, digits and '-', with a letter or digit at both ends";

/** `IsDNS1123Label`. */
export function dnsLabelProblem(name: string): string | undefined {
  if (name.length > LONGEST_LABEL) return tooLong(LONGEST_LABEL);
  return LABEL.test(name) ? undefined : `may only have ${LOWER_CASE}`;
}

/** `IsDNS1035Label`. */
export function dns1035LabelProblem(name: string): string | undefined {
  if (name.length > LONGEST_LABEL) return tooLong(LONGEST_LABEL);
  return LABEL_1035.test(name) ? undefined : `may only have ${LOWER_CASE}, and a letter first`;
}

/** `IsDNS1123Subdomain`. */
export function dnsSubdomainProblem(name: string): string | undefined {
  if (name.length > LONGEST_SUBDOMAIN) return tooLong(LONGEST_SUBDOMAIN);
  return SUBDOMAIN.test(name) ? undefined : `may only have ${LOWER_CASE}, in parts divided by '.'`;
}

/** `IsDNS1123SubdomainWithUnderscore`. */
export function dnsSubdomainWithUnderscoreProblem(name: string): string | undefined {
  if (name.length > LONGEST_SUBDOMAIN) return tooLong(LONGEST_SUBDOMAIN);
  if (SUBDOMAIN_WITH_UNDERSCORE.test(name)) return undefined;
  return "may only have lower-case letters, digits, '_' and '-', in parts divided by '.'";
}

/** `IsWildcardDNS1123Subdomain`. */
export function wildcardSubdomainProblem(name: string): string | undefined {
  if (name.length > LONGEST_SUBDOMAIN) return tooLong(LONGEST_SUBDOMAIN);
  const isWildcard = name.startsWith("*.") && SUBDOMAIN.test(name.slice(2));
  return isWildcard ? undefined : "must be '*.' and a DNS name in lower case";
}

/** `NameIsDNSLabel`. */
export const dnsLabelName: NameProblem = (name, isPrefix) =>
  dnsLabelProblem(isPrefix ? withoutTrailingDash(name) : name);

/** `NameIsDNSSubdomain`. */
export const dnsSubdomainName: NameProblem = (name, isPrefix) =>
  dnsSubdomainProblem(isPrefix ? withoutTrailingDash(name) : name);

/** `IsPathSegmentName`: what RBAC asks of names. */
export const pathSegmentName: NameProblem = (name, isPrefix) => {
  if (!isPrefix && (name === "." || name === "..")) return "may not be '.' or '..'";
  return /[/%]/.test(name) ? "may not contain '/' or '%'" : undefined;
};

// `maskTrailingDash` takes the character before the dash with it.
function withoutTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith("-") ? `${name.slice(0, -2)}a` : name;
}

/** `IsLabelKey`, which is `IsQualifiedName` too. */
export function qualifiedNameProblem(key: string): string | undefined {
  const slash = key.indexOf("/");
  const name = key.slice(slash + 1);
  if (name.includes("/")) return "may have one '/' only";
  if (slash === 0) return "has nothing before its '/'";
  const prefix = slash < 0 ? undefined : dnsSubdomainProblem(key.slice(0, slash));
  if (prefix !== undefined) return `has a prefix that ${prefix}`;
  if (name === "") return "has no name";
  if (name.length > LONGEST_LABEL) return `has a name that ${tooLong(LONGEST_LABEL)}`;
  if (QUALIFIED.test(name)) return undefined;
  return "may only have letters, digits, '-', '_' and '.', with a letter or digit at both ends";
}

/** `IsLabelValue`. */
export function labelValueProblem(value: string): string | undefined {
  if (value === "") return undefined;
  if (value.length > LONGEST_LABEL) return tooLong(LONGEST_LABEL);
  if (QUALIFIED.test(value)) return undefined;
  return "may only have letters, digits, '-', '_' and '.', with a letter or digit at both ends";
}

/** `IsConfigMapKey`. */
export function configMapKeyProblem(key: string): string | undefined {
  if (key.length > LONGEST_SUBDOMAIN) return tooLong(LONGEST_SUBDOMAIN);
  if (!CONFIG_MAP_KEY.test(key)) return "may only have letters, digits, '-', '_' and '.'";
  return key === "." || key.startsWith("..") ? "may not be '.' or begin with '..'" : undefined;
}

/** `IsRelaxedEnvVarName`. */
export function envNameProblem(name: string): string | undefined {
  if (name === "") return "must not be empty";
  return /^[ -<>-~]+$/.test(name) ? undefined : "may only have printable ASCII without '='";
}

/** `IsHTTPHeaderName`. */
export function httpHeaderProblem(name: string): string | undefined {
  return HTTP_HEADER.test(name) ? undefined : "may only have letters, digits and '-'";
}

/** `IsValidPortName`. */
export function portNameProblem(name: string): string | undefined {
  if (name.length > 15) return tooLong(15);
  if (!/^[-a-z0-9]+$/.test(name)) return "may only have lower-case letters, digits and '-'";
  if (!/[a-z]/.test(name)) return "must have a letter";
  const isPlain = !name.includes("--") && !name.startsWith("-") && !name.endsWith("-");
  return isPlain ? undefined : "may not have '-' twice in a row or at an end";
}

/** `IsValidPortNum`. */
export function portNumberProblem(port: number): string | undefined {
  return port >= 1 && port <= 65535 ? undefined : "must be between 1 and 65535";
}

/** `IsDomainPrefixedPath`, of a text that is not empty. */
export function domainPrefixedPathProblem(text: string): string | undefined {
  const slash = text.indexOf("/");
  const [host, path] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)];
  if (slash < 0 || host === "" || path === "") return "must be a domain, '/' and a path";
  const problem = dnsSubdomainProblem(host);
  if (problem !== undefined) return `has a domain that ${problem}`;
  return HTTP_PATH.test(path) ? undefined : "has a path with characters that may not be there";
}

function tooLong(most: number): string {
  return `may be no longer than ${most} characters`;
}
