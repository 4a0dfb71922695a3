import type { FieldPath } from "../../kubernetes/field-path.ts";
import { formatFieldPath } from "../../kubernetes/field-path.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import type { NodeFacts, TextFact } from "../facts/node-facts.ts";
import { KUBELET_SETTINGS } from "./defaults.ts";
import { flagOf, type Started, startOf } from "./programs.ts";
import type { ParsedText, ParseText, Seen, Unseen } from "./seen.ts";

/** What is known of a node's kubelet. */
export interface Kubelet {
  /** The value that a setting has, by its flag, and the place that decides it. */
  readonly settingOf: (flag: string) => Seen | Unseen;
  /** One of `--feature-gates`. */
  readonly gateOf: (gate: string) => Seen | Unseen;
  /** The configuration file with its drop-ins; undefined: it is started without; where that is not known, the reason. */
  readonly configFiles: readonly string[] | Unseen | undefined;
  /** Where it is not there at all. */
  readonly isThere: boolean;
}

/** The kubelet of a node as it runs: its own word (configz) before its flags, these before its files, and defaults by version and by how it is started. */
export function kubeletOf(facts: NodeFacts, parse: ParseText): Kubelet {
  const start = startOf(facts, "kubelet");
  const started = typeof start === "object" && !("unknown" in start) ? start : undefined;
  const files = filesOf(facts, started, parse);
  const minor = minorOf(facts.system.kubeletVersion);
  const settingOf = (flag: string): Seen | Unseen => {
    const setting = KUBELET_SETTINGS.get(flag);
    if (facts.configz !== undefined && setting) {
      const seen = ofConfigz(facts.configz, flag);
      // Where it is not known otherwise that none was named, its own word leaves that open.
      if (!isOwnCertificate(flag, seen)) return seen;
      if (!started) return { unknown: OWN_CERTIFICATE };
    }
    const given = started && flagOf(started, flag);
    if (given) return given;
    if (!setting) return started ? notSet(started, flag) : unknownStart(start, facts);
    return ofFiles(files, flag) ?? ofDefault({ files, started, start, minor, facts }, flag);
  };
  return {
    settingOf: (flag) => withDefaults(settingOf(flag), facts, KUBELET_SETTINGS.get(flag)?.path),
    gateOf: (gate) =>
      withDefaults(gateOf(gate, { facts, started, files, settingOf }), facts, [
        "featureGates",
        gate,
      ]),
    configFiles: configFilesOf(files, started),
    isThere: start !== "not-there" || facts.configz !== undefined,
  };
}

/** Of what nobody saw on this node, what kubeadm gives nodes is worth knowing, and decides nothing. */
function withDefaults(
  seen: Seen | Unseen,
  { kubeletDefaults, notRead }: NodeFacts,
  path: FieldPath | undefined,
): Seen | Unseen {
  if (!("unknown" in seen)) return seen;
  const asked = notRead.find(({ what }) => what === "configz")?.reason;
  const unknown = asked ?? seen.unknown;
  if (kubeletDefaults === undefined || path === undefined) return { unknown };
  const value = wordOf(valueAt(kubeletDefaults, ...path.map(String))) ?? "nothing";
  return {
    unknown: `${unknown}; kubeadm gives nodes ${formatFieldPath(path)} ${value} (ConfigMap kube-system/kubelet-config)`,
  };
}

/** A kubelet without a certificate signs one itself, and then says that this is the one (`InitializeTLS` of `cmd/kubelet/app/server.go`). */
function isOwnCertificate(flag: string, { value = "" }: Seen): boolean {
  const name = OWN_NAMES.get(flag);
  return name !== undefined && value.endsWith(name);
}

const OWN_NAMES: ReadonlyMap<string, string> = new Map([
  ["tls-cert-file", "/kubelet.crt"],
  ["tls-private-key-file", "/kubelet.key"],
]);

const OWN_CERTIFICATE =
  "configz shows the name of the certificate that a kubelet signs itself where none is named";

/** A file of the configuration: its parsed text, or why it is not known. */
interface ConfigFile {
  readonly path: string;
  readonly parsed: ParsedText | { readonly problem: string };
}

/** The files of the configuration, the one that counts most first; undefined: started without any; where nobody knows, the reason. */
type ConfigFiles = readonly ConfigFile[] | Unseen | undefined;

const USUAL_CONFIG = ["/var/lib/kubelet/config.yaml", "/etc/kubernetes/kubelet/config.json"];

function filesOf(facts: NodeFacts, started: Started | undefined, parse: ParseText): ConfigFiles {
  const named = started?.flags.get("config")?.value;
  const folder = started?.flags.get("config-dir")?.value;
  if (started && !readsFiles(started)) return undefined;
  const main = named ?? facts.texts.find(({ path }) => USUAL_CONFIG.includes(path))?.path;
  if (main === undefined) return { unknown: "no configuration of the kubelet was read" };
  const dropIns = dropInsOf(facts, folder).map((each) => configFile(each, parse));
  return [...dropIns, mainFile(facts, main, parse)];
}

function mainFile(facts: NodeFacts, path: string, parse: ParseText): ConfigFile {
  const text = facts.texts.find((each) => each.path === path);
  if (text) return configFile(text, parse);
  return { path, parsed: { problem: reasonFor(facts, path) } };
}

function readsFiles({ flags }: Started): boolean {
  return flags.has("config") || flags.has("config-dir");
}

/** The drop-ins of a folder, the last by name first. */
function dropInsOf({ texts }: NodeFacts, folder: string | undefined): readonly TextFact[] {
  if (folder === undefined) return [];
  return texts
    .filter(({ path }) => path.startsWith(`${folder.replace(/\/+$/, "")}/`))
    .sort((a, b) => (a.path < b.path ? 1 : -1));
}

function configFile({ path, text }: TextFact, parse: ParseText): ConfigFile {
  return { path, parsed: parse(text) };
}

function reasonFor({ notRead }: NodeFacts, path: string): string {
  const reason = notRead.find(({ what }) => what === path)?.reason;
  return `${path} was not read${reason === undefined ? "" : `: ${reason}`}`;
}

function configFilesOf(files: ConfigFiles, started: Started | undefined): Kubelet["configFiles"] {
  if (files === undefined || "unknown" in files) return started ? undefined : files;
  return files.map(({ path }) => path);
}

/** configz shows every field; what it leaves out has its zero value, which is the default where one is left out. */
function ofConfigz(configz: JsonValue, flag: string): Seen {
  const { path, fileDefault } = KUBELET_SETTINGS.get(flag) ?? {
    path: [],
    fileDefault: () => undefined,
  };
  const config = valueAt(configz, "kubeletconfig") ?? configz;
  const value = wordOf(valueAt(config, ...path));
  const where = `configz: ${formatFieldPath(path)}`;
  if (value !== undefined) return { value, from: "configz", where };
  // An integer, a boolean or a text that is left out is 0, false or "": only those defaults can stand here.
  const zero = fileDefault(undefined);
  return { value: zero === "0" || zero === "false" ? zero : undefined, from: "default", where };
}

function ofFiles(files: ConfigFiles, flag: string): Seen | Unseen | undefined {
  return inFiles(files, KUBELET_SETTINGS.get(flag)?.path ?? []);
}

/** The field of the first file that has it; where a file before it could not be read, nobody knows. */
function inFiles(files: ConfigFiles, path: readonly string[]): Seen | Unseen | undefined {
  if (files === undefined || "unknown" in files) return undefined;
  for (const { path: file, parsed } of files) {
    if ("problem" in parsed) return { unknown: parsed.problem };
    const value = wordOf(valueAt(parsed.value, ...path));
    if (value !== undefined) return { value, from: "file", where: placeIn(file, parsed, path) };
  }
  return undefined;
}

function placeIn(file: string, parsed: ParsedText, path: FieldPath): string {
  return `${file}:${parsed.lineOf(path)}`;
}

interface Circumstances {
  readonly files: ConfigFiles;
  readonly started: Started | undefined;
  readonly start: ReturnType<typeof startOf>;
  readonly minor: number | undefined;
  readonly facts: NodeFacts;
}

function ofDefault(known: Circumstances, flag: string): Seen | Unseen {
  const { files, started, start, minor, facts } = known;
  const setting = KUBELET_SETTINGS.get(flag);
  if (files === undefined) {
    const value = setting?.flagDefault(minor);
    return {
      value,
      from: "default",
      where: `${started?.where ?? "kubelet"}: started without a configuration file`,
    };
  }
  if ("unknown" in files) return started ? files : unknownStart(start, facts);
  const [main] = files.slice(-1);
  return { value: setting?.fileDefault(minor), from: "default", where: main?.path ?? "kubelet" };
}

function notSet({ where }: Started, flag: string): Seen {
  return { value: undefined, from: "default", where: `${where}: no --${flag}` };
}

function unknownStart(start: ReturnType<typeof startOf>, { sources }: NodeFacts): Unseen {
  if (start === "not-there") return { unknown: "no kubelet runs on the node" };
  if ("unknown" in start) return start;
  return {
    unknown:
      sources.length === 0 ? "nothing was read of the node" : "the kubelet was not looked at",
  };
}

interface GateSources {
  readonly facts: NodeFacts;
  readonly started: Started | undefined;
  readonly files: ConfigFiles;
  readonly settingOf: (flag: string) => Seen | Unseen;
}

function gateOf(gate: string, { facts, started, files, settingOf }: GateSources): Seen | Unseen {
  const path = ["featureGates", gate];
  if (facts.configz !== undefined) return gateOfConfigz(facts.configz, path);
  const found = gateOfFlags(gate, started) ?? inFiles(files, path);
  if (found) return found;
  const any = settingOf("rotate-certificates");
  return "unknown" in any ? any : { value: undefined, from: "default", where: any.where };
}

function gateOfConfigz(configz: JsonValue, path: readonly string[]): Seen {
  const config = valueAt(configz, "kubeletconfig") ?? configz;
  const value = wordOf(valueAt(config, ...path));
  return {
    value,
    from: value === undefined ? "default" : "configz",
    where: `configz: ${formatFieldPath(path)}`,
  };
}

function gateOfFlags(gate: string, started: Started | undefined): Seen | undefined {
  const given = started?.flags.get("feature-gates")?.value ?? "";
  const pair = given.split(",").findLast((each) => each.trim().startsWith(`${gate}=`));
  if (pair === undefined || !started) return undefined;
  const value = pair.slice(pair.indexOf("=") + 1).trim();
  return { value, from: "flag", where: `${started.where}: --feature-gates` };
}

/** A value as a flag has it; undefined where it is not set, or to nothing. */
export function wordOf(value: JsonValue | undefined): string | undefined {
  if (isJsonList(value)) return value.map(String).join(",") || undefined;
  if (isJsonObject(value))
    return (
      Object.keys(value)
        .map((key) => `${key}=${textOf(value[key])}`)
        .join(",") || undefined
    );
  if (typeof value === "string") return value || undefined;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number"
    ? String(value)
    : "";
}

/** 36 of `v1.36.1`. */
export function minorOf(version: string): number | undefined {
  const minor = /^v?1\.(\d{1,3})(?:\D|$)/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
