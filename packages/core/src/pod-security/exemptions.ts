import { quote } from "./text.ts";

/** Who and what is never evaluated. */
export interface Exemptions {
  readonly usernames: readonly string[];
  readonly namespaces: readonly string[];
  readonly runtimeClasses: readonly string[];
}

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;

/** What upstream's validation says about a list of exemptions, in its words and its order. */
export function exemptionProblems(exemptions: Exemptions): readonly string[] {
  return [
    ...listProblems("namespaces", exemptions.namespaces, namespaceProblems),
    ...listProblems("runtimeClasses", exemptions.runtimeClasses, subdomainProblems),
    ...listProblems("usernames", exemptions.usernames, (name) =>
      name === "" ? ["username must not be empty"] : [],
    ),
  ];
}

function listProblems(
  field: string,
  values: readonly string[],
  problemsOf: (value: string) => readonly string[],
): readonly string[] {
  return values.flatMap((value, index) => {
    const path = `exemptions.${field}[${index}]`;
    const problems = problemsOf(value);
    if (problems.length > 0) {
      return [`${path}: Invalid value: ${quote(value)}: ${problems.join(", ")}`];
    }
    return values.indexOf(value) < index ? [`${path}: Duplicate value: ${quote(value)}`] : [];
  });
}

function namespaceProblems(name: string): readonly string[] {
  const isLabel = new RegExp(`^${LABEL}$`).test(name);
  return [
    ...(name.length > 63 ? ["must be no more than 63 characters"] : []),
    ...(isLabel
      ? []
      : [
          `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
        ]),
  ];
}

function subdomainProblems(name: string): readonly string[] {
  const isSubdomain = new RegExp(`^${SUBDOMAIN}$`).test(name);
  return [
    ...(name.length > 253 ? ["must be no more than 253 characters"] : []),
    ...(isSubdomain
      ? []
      : [
          `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`,
        ]),
  ];
}
