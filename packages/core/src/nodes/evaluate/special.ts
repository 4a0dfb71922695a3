import { isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, textsAt } from "../../kubernetes/json-fields.ts";
import { flagOf, startOf } from "../settings/programs.ts";
import type { Seen, Unseen } from "../settings/seen.ts";
import { judgeProxyMetrics } from "./kube-proxy.ts";
import type { SettingQuestion } from "./question.ts";
import { fail, manual, notApplicable, pass, unknown, type Verdict } from "./result.ts";
import { judgeSshd } from "./services.ts";

type Judge = (question: SettingQuestion) => Verdict | undefined;

/** Settings that one value does not decide. */
export const SPECIAL: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ["kubelet-event-qps", eventRate],
  ["kubelet-pod-pids", processLimit],
  [
    "kubelet-ciphers",
    ({ kubelet, what }) => judgeSuites(kubelet.settingOf("tls-cipher-suites"), what),
  ],
  ["api-server-ciphers", apiServerCiphers],
  ["kube-proxy-metrics", judgeProxyMetrics],
  ["kubelet-ip-address-deny", addressDeny],
  ["api-server-request-timeout", requestTimeout],
  ["api-server-encryption-providers", encryptionProviders],
  ["container-optimized-os", optimizedSystem],
  ["sshd-running", judgeSshd("active")],
  ["sshd-enabled", judgeSshd("enabled")],
  ["etcd-own-ca", ownCa],
]);

function eventRate({ kubelet, what }: SettingQuestion): Verdict {
  const seen = kubelet.settingOf("event-qps");
  if ("unknown" in seen) return unknown(seen.unknown);
  const value = seen.value ?? "";
  const rate = Number(value);
  if (what === "zero") {
    // These benchmarks take 0, which is no limit, or what suits the cluster.
    return rate === 0
      ? pass(value, seen.where)
      : manual("whether the rate is high enough for the cluster has to be said", value, seen.where);
  }
  if (rate === 0) return fail(value, seen.where, "0 is no limit");
  return rate > 0
    ? pass(value, seen.where, seen.from === "default" ? "this is the default" : "")
    : fail(value, seen.where);
}

function processLimit({ kubelet }: SettingQuestion): Verdict {
  const seen = kubelet.settingOf("pod-max-pids");
  if ("unknown" in seen) return unknown(seen.unknown);
  const value = seen.value ?? "";
  if (Number(value) > 0) return pass(value, seen.where);
  return fail(value, seen.where, "there is no limit");
}

function judgeSuites(seen: Seen | Unseen, allowed: string): Verdict {
  if ("unknown" in seen) return unknown(seen.unknown);
  if (seen.value === undefined) {
    return fail(
      "not set",
      seen.where,
      "what Go takes for secure has suites that the benchmark leaves out",
    );
  }
  const known = new Set(allowed.split(",").map(suiteName));
  const weak = seen.value
    .split(",")
    .map(suiteName)
    .filter((suite) => suite !== "" && !known.has(suite));
  return weak.length === 0 ? pass(seen.value, seen.where) : fail(weak.join(","), seen.where);
}

/** The two names that ChaCha20's suites have are one; `TLS_` is left out. */
function suiteName(suite: string): string {
  return suite
    .trim()
    .replace(/^TLS_/, "")
    .replace(/CHACHA20_POLY1305$/, "CHACHA20_POLY1305_SHA256");
}

function apiServerCiphers({ facts, what }: SettingQuestion): Verdict {
  const start = startOf(facts, "kube-apiserver");
  if (start === "not-there") return notApplicable("no kube-apiserver runs on this node");
  if ("unknown" in start) return unknown(start.unknown);
  return judgeSuites(
    flagOf(start, "tls-cipher-suites") ?? { value: undefined, from: "default", where: start.where },
    what,
  );
}

function addressDeny({ facts }: SettingQuestion): Verdict {
  const units = facts.texts.filter(({ path }) =>
    /\/kubelet\.service(?:\.d\/[^/]+\.conf)?$/.test(path),
  );
  if (units.length === 0) return unknown("the kubelet's service file was not looked at");
  for (const { path, text } of units) {
    const lines = text.split("\n");
    const index = lines.findLastIndex((line) => /^\s*IPAddressDeny\s*=/.test(line));
    if (index < 0) continue;
    const value = (lines[index] ?? "").split("=")[1]?.trim() ?? "";
    return /\bany\b/.test(value)
      ? pass(value, `${path}:${index + 1}`)
      : fail(value, `${path}:${index + 1}`);
  }
  return fail("not set", units.map(({ path }) => path).join(", "));
}

function requestTimeout({ facts }: SettingQuestion): Verdict | undefined {
  const start = startOf(facts, "kube-apiserver");
  if (start === "not-there" || "unknown" in start) return undefined;
  const seen = flagOf(start, "request-timeout");
  if (!seen) return pass("1m0s", start.where, "this is the default");
  return manual("whether it suits the cluster has to be said", seen.value ?? "", seen.where);
}

/** The first provider of what covers Secrets encrypts; the ones after it only read. */
function encryptionProviders({ facts, parse }: SettingQuestion): Verdict {
  const start = startOf(facts, "kube-apiserver");
  if (start === "not-there") return notApplicable("no kube-apiserver runs on this node");
  if ("unknown" in start) return unknown(start.unknown);
  const flag = flagOf(start, "encryption-provider-config");
  if (!flag?.value) return fail("not set", start.where, "nothing is encrypted");
  const text = facts.texts.find(({ path }) => path === flag.value);
  if (!text) return unknown(`${flag.value} was not read`);
  const parsed = parse(text.text);
  if ("problem" in parsed) return unknown(`${text.path}: ${parsed.problem}`);
  return judgeProviders(parsed.value, text.path);
}

const STRONG: readonly string[] = ["aescbc", "kms", "secretbox"];

function judgeProviders(config: JsonValue, path: string): Verdict {
  const rule = listAt(config, "resources").find((each) =>
    coversSecrets(textsAt(each, "resources")),
  );
  if (rule === undefined)
    return fail("secrets are in no rule", path, "secrets are stored as they are");
  const [first] = listAt(rule, "providers");
  const name = isJsonObject(first) ? (Object.keys(first)[0] ?? "") : "";
  if (STRONG.includes(name)) return pass(name, path);
  return fail(name || "no provider", path, name === "identity" ? "identity does not encrypt" : "");
}

/** Exactly, or by a wildcard of all resources or of those of the core group. */
function coversSecrets(resources: readonly string[]): boolean {
  return resources.some((each) => each === "secrets" || each === "*." || each === "*.*");
}

const OPTIMIZED: readonly string[] = [
  "bottlerocket",
  "cos",
  "flatcar",
  "talos",
  "azurelinux",
  "rhcos",
];

function optimizedSystem({ facts: { system } }: SettingQuestion): Verdict {
  if (system.distribution === "") return unknown("the node's distribution is not known");
  const name = system.distributionName || system.distribution;
  const isOptimized = OPTIMIZED.includes(system.distribution) || system.variant === "coreos";
  return isOptimized
    ? pass(name, "/etc/os-release")
    : manual("whether a general distribution is wanted has to be said", name, "/etc/os-release");
}

function ownCa({ facts }: SettingQuestion): Verdict {
  const etcd = startOf(facts, "etcd");
  if (etcd === "not-there") return notApplicable("no etcd runs on this node");
  if ("unknown" in etcd) return unknown(etcd.unknown);
  const server = startOf(facts, "kube-apiserver");
  const theirs =
    server === "not-there" || "unknown" in server ? undefined : flagOf(server, "client-ca-file");
  const own = flagOf(etcd, "trusted-ca-file");
  if (!own?.value) return fail("not set", etcd.where);
  if (!theirs?.value) return unknown("the CA of the API server is not known");
  const where = `${own.where}, ${theirs.where}`;
  return own.value === theirs.value
    ? fail(own.value, where, "both trust one CA")
    : pass(own.value, where);
}
