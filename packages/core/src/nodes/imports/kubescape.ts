import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import {
  type FileFact,
  factsOfNode,
  type NodeFacts,
  type ProcessFact,
  type TextFact,
} from "../facts/node-facts.ts";
import { osReleaseOf } from "../facts/os-release.ts";
import { type ImportTools, integerAt, nodeNameOf, partialFile, processOf } from "./importing.ts";

/** Whether a document is one of kubescape's host scanner. */
export function isHostScannerDocument(value: JsonValue): boolean {
  return textAt(value, "apiVersion").startsWith("hostdata.kubescape.cloud/");
}

/** What a document of kubescape's host scanner (kubescape/host-scanner, `docs/*.json` in its envelope) says of a node. */
export function factsOfHostScanner(value: JsonValue, tools: ImportTools): NodeFacts {
  const facts: NodeFacts = {
    ...factsOfNode(nodeNameOf(value, tools)),
    sources: [
      { kind: "kubescape", tool: "kubescape host scanner", time: "", root: "", privileged: true },
    ],
  };
  const data = objectAt(value, "data");
  const read = READERS.get(textAt(value, "kind"));
  if (read) return { ...facts, ...read(data, tools, valueAt(value, "data")) };
  const what = `${textAt(value, "kind")} of kubescape's host scanner`;
  return { ...facts, notRead: [{ what, reason: "it is of no kind that is known here" }] };
}

type Read = (
  data: JsonObject,
  tools: ImportTools,
  whole: JsonValue | undefined,
) => Partial<NodeFacts>;

const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["KubeletInfo", kubelet],
  ["KubeProxyInfo", kubeProxy],
  ["ControlPlaneInfo", controlPlane],
  ["CNIInfo", cni],
  [
    "KernelVersion",
    (_, __, whole) => ({ system: { ...factsOfNode("").system, kernel: wordIn(whole) } }),
  ],
  ["OsReleaseFile", (_, __, whole) => ({ system: osReleaseOf(wordIn(whole)) })],
  [
    "LinuxKernelVariables",
    (_, __, whole) => ({
      sysctls: listAt({ list: whole ?? null }, "list").map((each) => ({
        name: textAt(each, "key"),
        value: textAt(each, "value"),
      })),
    }),
  ],
  ["LinuxSecurityHardeningStatus", hardening],
]);

function kubelet(data: JsonObject, tools: ImportTools): Partial<NodeFacts> {
  const files = [
    ...listAt(data, "serviceFiles").map((each) => fileOf(each, "kubelet-service")),
    fileOf(valueAt(data, "configFile"), "kubelet-config"),
    fileOf(valueAt(data, "kubeConfigFile"), "kubelet-kubeconfig"),
    fileOf(valueAt(data, "clientCAFile"), "kubelet-client-ca"),
  ];
  const processes = processesOf([textAt(data, "cmdLine")]);
  const content = textAt(data, "configFile", "content");
  const text = content === "" ? undefined : tools.decodeBase64(content);
  // The scanner gives the file that the kubelet was started with, whatever its flag says.
  const path =
    textAt(data, "configFile", "path") || configFlagOf(processes) || "the kubelet's configuration";
  const texts: readonly TextFact[] =
    text === undefined ? [] : [{ path, text: withoutHeaders(text), redacted: true }];
  const settled = text !== undefined && configFlagOf(processes) === undefined;
  return {
    files: files.flat(),
    texts,
    processes: settled ? withConfig(processes, path) : processes,
    ...(content !== "" && text === undefined
      ? { notRead: [{ what: path, reason: "its content is no base64" }] }
      : {}),
  };
}

/** A command line without `--config` beside a configuration that was found for it: what the kubelet reads where nobody says so. */
function withConfig(processes: readonly ProcessFact[], path: string): readonly ProcessFact[] {
  return processes.map((each) =>
    each.name === "kubelet"
      ? { ...each, arguments: [...each.arguments, `--config=${path}`] }
      : each,
  );
}

function configFlagOf(processes: readonly ProcessFact[]): string | undefined {
  const word = processes
    .flatMap((each) => each.arguments)
    .find((each) => each.startsWith("--config="));
  return word?.slice("--config=".length);
}

/** Without the headers for static pods from a URL, which may carry a token. */
function withoutHeaders(text: string): string {
  return text.replace(/^staticPodURLHeader:.*(?:\n[ \t]+.*)*/gm, "");
}

function kubeProxy(data: JsonObject): Partial<NodeFacts> {
  return {
    files: fileOf(valueAt(data, "kubeConfigFile"), "kube-proxy-kubeconfig"),
    processes: processesOf([textAt(data, "cmdLine")]),
  };
}

function controlPlane(data: JsonObject, tools: ImportTools): Partial<NodeFacts> {
  const parts = ["APIServerInfo", "controllerManagerInfo", "schedulerInfo"] as const;
  const names = ["api-server", "controller-manager", "scheduler"] as const;
  const files = [
    ...parts.flatMap((part, index) => [
      ...fileOf(valueAt(data, part, "specsFile"), `${names[index] ?? ""}-manifest`),
      ...fileOf(valueAt(data, part, "configFile"), `${names[index] ?? ""}-kubeconfig`),
    ]),
    ...fileOf(valueAt(data, "etcdConfigFile"), "etcd-manifest"),
    ...fileOf(valueAt(data, "etcdDataDir"), "etcd-data"),
    ...fileOf(valueAt(data, "adminConfigFile"), "admin-kubeconfig"),
    ...fileOf(valueAt(data, "PKIDir"), "pki"),
    ...listAt(data, "PKIFiles").flatMap((each) => fileOf(each, pkiRole(textAt(each, "path")))),
    ...cni(data).files,
  ];
  const encryption = objectAt(data, "APIServerInfo", "encryptionProviderConfigFile");
  const content = textAt(encryption, "content");
  const text = content === "" ? undefined : tools.decodeBase64(content);
  return {
    files,
    processes: processesOf(parts.map((part) => textAt(data, part, "cmdLine"))),
    texts:
      text === undefined
        ? []
        : [{ path: textAt(encryption, "path"), text: withoutKeys(text), redacted: true }],
  };
}

/** What is left of a file of encryption providers where its keys are taken out. */
function withoutKeys(text: string): string {
  return text.replace(/(secret["']?\s*:\s*)[^\n,}]*/g, "$1redacted");
}

function pkiRole(path: string): string {
  if (path.endsWith(".key")) return "pki-keys";
  return path.endsWith(".crt") ? "pki-certificates" : "pki";
}

function cni(data: JsonObject): {
  readonly files: readonly FileFact[];
  readonly cniNames?: readonly string[];
} {
  const names = valueAt(data, "CNINames");
  return {
    files: listAt(data, "CNIConfigFiles").flatMap((each) => fileOf(each, "cni")),
    ...(names === undefined ? {} : { cniNames: textsAt(data, "CNINames") }),
  };
}

function hardening(data: JsonObject): Partial<NodeFacts> {
  const { security } = factsOfNode("");
  const selinux = textAt(data, "seLinux");
  const apparmor = textAt(data, "appArmor");
  const modes = ["enforcing", "permissive", "disabled"];
  return {
    security: {
      ...security,
      selinux:
        modes.find((mode) => selinux.includes(mode)) ?? (selinux === "not found" ? "disabled" : ""),
      ...(apparmor === "" ? {} : { lsms: apparmor === "loaded" ? ["apparmor"] : [] }),
    },
  };
}

function processesOf(commandLines: readonly string[]): readonly ProcessFact[] {
  return commandLines
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const { name, words } = processOf(line);
      return { pid: 0, name, arguments: words, environment: [] };
    });
}

/** Its permissions are a number, not the octal digits. */
function fileOf(value: JsonValue | undefined, role: string): readonly FileFact[] {
  const path = textAt(value, "path");
  if (path === "") return [];
  return [
    partialFile(path, {
      mode: integerAt(value, "permissions"),
      uid: integerAt(objectAt(value, "ownership"), "uid"),
      gid: integerAt(objectAt(value, "ownership"), "gid"),
      owner: textAt(value, "ownership", "username"),
      group: textAt(value, "ownership", "groupname"),
      role,
    }),
  ];
}

function wordIn(value: JsonValue | undefined): string {
  return textAt({ value: value ?? null }, "value").trim();
}
