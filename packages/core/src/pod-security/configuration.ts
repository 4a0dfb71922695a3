import { isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt } from "../kubernetes/json-fields.ts";
import { type Exemptions, exemptionProblems } from "./exemptions.ts";
import {
  LEVEL_ADVICE,
  type LevelVersion,
  type PodSecurityPolicy,
  parsePodSecurityLevel,
  parsePodSecurityVersion,
  VERSION_ADVICE,
} from "./policy.ts";
import { quote } from "./text.ts";

/** What a PodSecurityConfiguration says, defaults filled in. */
export interface PodSecurityConfiguration {
  readonly defaults: PodSecurityPolicy;
  readonly exemptions: Exemptions;
}

const PRIVILEGED: LevelVersion = { level: "privileged", version: "latest" };

/** What the API server does without a configuration: everything is privileged, nothing exempt. */
export const DEFAULT_POD_SECURITY_CONFIGURATION: PodSecurityConfiguration = {
  defaults: { enforce: PRIVILEGED, audit: PRIVILEGED, warn: PRIVILEGED },
  exemptions: { usernames: [], namespaces: [], runtimeClasses: [] },
};

/** A configuration, or every reason why the API server would not start with it. */
export type ParsedPodSecurityConfiguration =
  | { readonly configuration: PodSecurityConfiguration; readonly problems?: undefined }
  | { readonly configuration?: undefined; readonly problems: readonly string[] };

const GROUP = "pod-security.admission.config.k8s.io";
const API_VERSIONS: readonly JsonValue[] = ["v1", "v1beta1", "v1alpha1"].map(
  (version) => `${GROUP}/${version}`,
);
const OUTER_API_VERSIONS: readonly JsonValue[] = [
  "apiserver.config.k8s.io/v1",
  "apiserver.config.k8s.io/v1alpha1",
  "apiserver.k8s.io/v1alpha1",
];

/**
 * Reads a PodSecurityConfiguration, or an AdmissionConfiguration that embeds one for its PodSecurity plugin,
 * as strictly as upstream does: unknown fields and invalid values are problems.
 */
export function parsePodSecurityConfiguration(value: JsonValue): ParsedPodSecurityConfiguration {
  if (!isJsonObject(value)) {
    return refused("The admission configuration is not an object of the Kubernetes API.");
  }
  const { kind, apiVersion } = value;
  if (kind === "AdmissionConfiguration" && OUTER_API_VERSIONS.includes(apiVersion ?? null)) {
    return parseEmbedded(value);
  }
  if (kind === "PodSecurityConfiguration" && API_VERSIONS.includes(apiVersion ?? null)) {
    return parseInner(value);
  }
  return refused(
    `The admission configuration is neither a PodSecurityConfiguration of ${GROUP}/v1 nor an AdmissionConfiguration of apiserver.config.k8s.io/v1.`,
  );
}

function refused(problem: string): ParsedPodSecurityConfiguration {
  return { problems: [problem] };
}

function parseEmbedded(outer: JsonObject): ParsedPodSecurityConfiguration {
  const plugin = listAt(outer, "plugins")
    .filter(isJsonObject)
    .find(({ name }) => name === "PodSecurity");
  if (plugin === undefined) return { configuration: DEFAULT_POD_SECURITY_CONFIGURATION };
  if (isJsonObject(plugin["configuration"])) {
    return parsePodSecurityConfiguration(plugin["configuration"]);
  }
  const { path } = plugin;
  if (typeof path === "string" && path !== "") {
    return refused(
      `The configuration of the plugin PodSecurity is in another file (${quote(path)}); give that file instead.`,
    );
  }
  return { configuration: DEFAULT_POD_SECURITY_CONFIGURATION };
}

function parseInner(value: JsonObject): ParsedPodSecurityConfiguration {
  const problems: string[] = unknownFields("", value, [
    "apiVersion",
    "kind",
    "defaults",
    "exemptions",
  ]);
  const defaults = readDefaults(section(value, "defaults", problems), problems);
  const exemptions = readExemptions(section(value, "exemptions", problems), problems);
  return problems.length > 0 ? { problems } : { configuration: { defaults, exemptions } };
}

function section(value: JsonObject, name: string, problems: string[]): JsonObject {
  const found = value[name] ?? {};
  if (isJsonObject(found)) return found;
  problems.push(`${name}: must be an object`);
  return {};
}

function readDefaults(value: JsonObject, problems: string[]): PodSecurityPolicy {
  const modes = ["enforce", "warn", "audit"] as const;
  const fields = modes.flatMap((mode) => [mode, `${mode}-version`]);
  problems.push(...unknownFields("defaults.", value, fields));
  const enforce = readMode(value, "enforce", problems);
  const warn = readMode(value, "warn", problems);
  const audit = readMode(value, "audit", problems);
  return { enforce, audit, warn };
}

function readMode(value: JsonObject, mode: string, problems: string[]): LevelVersion {
  const levelText = textField(value, mode, problems) || "privileged";
  const versionText = textField(value, `${mode}-version`, problems) || "latest";
  const level = parsePodSecurityLevel(levelText);
  const version = parsePodSecurityVersion(versionText);
  if (level === undefined) problems.push(invalid(mode, levelText, LEVEL_ADVICE));
  if (version === undefined) {
    problems.push(invalid(`${mode}-version`, versionText, VERSION_ADVICE));
  }
  return { level: level ?? "restricted", version: version ?? "latest" };
}

function invalid(field: string, value: string, advice: string): string {
  return `defaults.${field}: Invalid value: ${quote(value)}: ${advice}`;
}

function textField(value: JsonObject, field: string, problems: string[]): string {
  const text = value[field] ?? "";
  if (typeof text === "string") return text;
  problems.push(`defaults.${field}: must be a string`);
  return "";
}

function readExemptions(value: JsonObject, problems: string[]): Exemptions {
  problems.push(
    ...unknownFields("exemptions.", value, ["usernames", "namespaces", "runtimeClasses"]),
  );
  const exemptions = {
    usernames: textsField(value, "usernames", problems),
    namespaces: textsField(value, "namespaces", problems),
    runtimeClasses: textsField(value, "runtimeClasses", problems),
  };
  problems.push(...exemptionProblems(exemptions));
  return exemptions;
}

function textsField(value: JsonObject, field: string, problems: string[]): readonly string[] {
  const list = value[field] ?? [];
  if (Array.isArray(list) && list.every((item) => typeof item === "string")) return list;
  problems.push(`exemptions.${field}: must be a list of strings`);
  return [];
}

function unknownFields(prefix: string, value: JsonObject, known: readonly string[]): string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `unknown field ${quote(prefix + key)}`);
}
