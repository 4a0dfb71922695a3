import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import {
  type FactsSource,
  type FileFact,
  type FileType,
  factsOfNode,
  type NamedValue,
  NODE_FACTS_VERSION,
  type NodeFacts,
  type SecurityFacts,
  type UserFact,
} from "./node-facts.ts";

/** Whether a document says that it is node facts, of whatever version. */
export function isNodeFacts(value: JsonValue): boolean {
  return textAt(value, "kind") === "NodeFacts";
}

/** Node facts as `schemas/node-facts.schema.json` has them; a sentence where a document is none that is known here. What is of a wrong type is left out. */
export function readNodeFacts(value: JsonValue): NodeFacts | { readonly problem: string } {
  const version = valueAt(value, "schemaVersion");
  if (version !== NODE_FACTS_VERSION) {
    return {
      problem: `Node facts of version ${shown(version)} are not known here; ${NODE_FACTS_VERSION} is.`,
    };
  }
  const node = textAt(value, "node");
  if (node === "") return { problem: "The node facts do not say of which node they are." };
  return {
    ...factsOfNode(node),
    sources: listAt(value, "sources").flatMap(sourceOf),
    system: { ...factsOfNode(node).system, ...textsOf(objectAt(value, "system")) },
    files: listAt(value, "files").flatMap(fileOf),
    texts: listAt(value, "texts").map((each) => ({
      path: textAt(each, "path"),
      text: textAt(each, "text"),
      redacted: valueAt(each, "redacted") === true,
    })),
    processes: maybeList(value, "processes", (each) => ({
      pid: numberAt(each, "pid") ?? 0,
      name: textAt(each, "name"),
      arguments: textsAt(each, "arguments"),
      environment: namedValues(listAt(each, "environment")),
    })),
    staticPods: maybeList(value, "staticPods", (each) => ({
      path: textAt(each, "path"),
      arguments: textsAt(each, "arguments"),
    })),
    configz: valueAt(value, "configz"),
    kubeProxyConfig: valueAt(value, "kubeProxyConfig"),
    kubeletDefaults: valueAt(value, "kubeletDefaults"),
    cniNames: maybeTexts(value, "cniNames"),
    sysctls: isJsonList(valueAt(value, "sysctls"))
      ? namedValues(listAt(value, "sysctls"))
      : undefined,
    ...hostFacts(value),
    security: securityOf(objectAt(value, "security")),
    notRead: listAt(value, "notRead").map((each) => ({
      what: textAt(each, "what"),
      reason: textAt(each, "reason"),
    })),
  };
}

type HostFacts = Pick<
  NodeFacts,
  "mounts" | "sshd" | "users" | "groups" | "sudo" | "authorizedKeys" | "modules" | "services"
>;

function hostFacts(value: JsonValue): HostFacts {
  return {
    mounts: maybeList(value, "mounts", (each) => ({
      source: textAt(each, "source"),
      target: textAt(each, "target"),
      type: textAt(each, "type"),
      options: textsAt(each, "options"),
    })),
    sshd: maybeList(value, "sshd", (each) => ({
      option: textAt(each, "option"),
      value: textAt(each, "value"),
      file: textAt(each, "file"),
      line: numberAt(each, "line") ?? 0,
      match: textAt(each, "match"),
    })),
    users: maybeList(value, "users", userOf),
    groups: maybeList(value, "groups", (each) => ({
      name: textAt(each, "name"),
      gid: numberAt(each, "gid") ?? -1,
      members: textsAt(each, "members"),
    })),
    sudo: maybeList(value, "sudo", (each) => ({
      file: textAt(each, "file"),
      line: numberAt(each, "line") ?? 0,
      text: textAt(each, "text"),
    })),
    authorizedKeys: maybeList(value, "authorizedKeys", (each) => ({
      user: textAt(each, "user"),
      file: textAt(each, "file"),
      line: numberAt(each, "line") ?? 0,
      type: textAt(each, "type"),
      comment: textAt(each, "comment"),
      options: textsAt(each, "options"),
      changed: textAt(each, "changed"),
    })),
    modules: isJsonObject(valueAt(value, "modules"))
      ? {
          loaded: maybeTexts(objectAt(value, "modules"), "loaded"),
          disabled: namedValues(listAt(value, "modules", "disabled")),
        }
      : undefined,
    services: maybeList(value, "services", (each) => ({
      name: textAt(each, "name"),
      enabled: flagAt(each, "enabled"),
      active: flagAt(each, "active"),
    })),
  };
}

function sourceOf(value: JsonValue): readonly FactsSource[] {
  const kinds = ["collected", "api", "kubescape", "trivy", "lynis"] as const;
  const kind = kinds.find((each) => each === textAt(value, "kind"));
  if (!kind) return [];
  const proof = (["token", "key"] as const).find((each) => each === textAt(value, "proof"));
  return [
    {
      kind,
      tool: textAt(value, "tool"),
      time: textAt(value, "time"),
      root: textAt(value, "root"),
      privileged: flagAt(value, "privileged"),
      ...(proof && { proof }),
    },
  ];
}

const TYPES: readonly FileType[] = ["file", "directory", "link", "socket", "other", "absent"];

function fileOf(value: JsonValue): readonly FileFact[] {
  const path = textAt(value, "path");
  const type = TYPES.find((each) => each === textAt(value, "type"));
  if (path === "" || !type) return [];
  return [
    {
      path,
      type,
      mode: modeOf(textAt(value, "mode")),
      uid: numberAt(value, "uid"),
      gid: numberAt(value, "gid"),
      owner: textAt(value, "owner"),
      group: textAt(value, "group"),
      size: numberAt(value, "size"),
      linkTarget: textAt(value, "linkTarget"),
      listed: valueAt(value, "listed") === true,
      role: textAt(value, "role"),
    },
  ];
}

/** Of the octal text that the schema has. */
function modeOf(text: string): number | undefined {
  return /^[0-7]{3,4}$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

function userOf(value: JsonValue): UserFact {
  const states = ["set", "empty", "locked"] as const;
  return {
    name: textAt(value, "name"),
    uid: numberAt(value, "uid") ?? -1,
    gid: numberAt(value, "gid") ?? -1,
    home: textAt(value, "home"),
    shell: textAt(value, "shell"),
    password: states.find((each) => each === textAt(value, "password")) ?? "unknown",
  };
}

function securityOf(value: JsonObject): SecurityFacts {
  return {
    lockdown: textAt(value, "lockdown"),
    lsms: maybeTexts(value, "lsms"),
    apparmorProfiles: isJsonList(valueAt(value, "apparmorProfiles"))
      ? namedValues(listAt(value, "apparmorProfiles"))
      : undefined,
    selinux: textAt(value, "selinux"),
    selinuxTypes: maybeTexts(value, "selinuxTypes"),
    seccompProfiles: maybeTexts(value, "seccompProfiles"),
  };
}

function namedValues(list: readonly JsonValue[]): readonly NamedValue[] {
  return list.map((each) => ({ name: textAt(each, "name"), value: textAt(each, "value") }));
}

/** A list that was looked at, even where it is empty; undefined where it was not. */
function maybeList<Item>(
  value: JsonValue,
  key: string,
  item: (value: JsonValue) => Item,
): readonly Item[] | undefined {
  return isJsonList(valueAt(value, key)) ? listAt(value, key).map(item) : undefined;
}

function maybeTexts(value: JsonValue, key: string): readonly string[] | undefined {
  return isJsonList(valueAt(value, key)) ? textsAt(value, key) : undefined;
}

function textsOf(value: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(factsOfNode("").system).map((key) => [key, textAt(value, key)]),
  );
}

function numberAt(value: JsonValue, key: string): number | undefined {
  const found = valueAt(value, key);
  return typeof found === "number" && Number.isSafeInteger(found) ? found : undefined;
}

function flagAt(value: JsonValue, key: string): boolean | undefined {
  const found = valueAt(value, key);
  return typeof found === "boolean" ? found : undefined;
}

function shown(value: JsonValue | undefined): string {
  return typeof value === "number" ? String(value) : "no number";
}
