import type { BenchmarkControl } from "../benchmarks/benchmarks.ts";
import { KUBELET_SETTINGS } from "../settings/defaults.ts";
import { ASK_TOPICS } from "../topics/asks.ts";
import { settingTopicOf } from "./words.ts";

/** What shows a control's matter. All but `node` and `person` need nothing that runs on the node. */
export type ShownBy =
  | "configz"
  | "kube-proxy"
  | "static-pods"
  | "node-info"
  | "objects"
  | "cloud"
  | "node"
  | "person";

/** Topics that one program's settings do not show by themselves. */
const BY_TOPIC: ReadonlyMap<string, ShownBy> = new Map<string, ShownBy>([
  ["container-optimized-os", "node-info"],
  ["sshd-running", "node"],
  ["sshd-enabled", "node"],
  // The manifest names the file of providers, which lies on the node.
  ["api-server-encryption-providers", "node"],
  ["etcd-own-ca", "static-pods"],
]);

/** What shows the matter of a benchmark's control. */
export function shownBy({ ask }: BenchmarkControl): ShownBy {
  switch (ask.kind) {
    case "mode":
    case "owner":
      return "node";
    case "set":
      return BY_TOPIC.get(ask.topic) ?? shownSetting(ask.topic);
    case "ask":
      return ask.topic === "provider" ? "cloud" : shownAsk(ask.topic);
    case "other":
      return "person";
  }
}

function shownSetting(topic: string): ShownBy {
  const setting = settingTopicOf(topic);
  if (!setting) return shownAsk(topic);
  if (setting.program === "kube-proxy") return "kube-proxy";
  if (setting.program !== "kubelet") return "static-pods";
  const flags = setting.anyOf.flat().map(({ flag }) => flag);
  const isConfigured = flags.some((flag) => KUBELET_SETTINGS.has(flag) || /^[A-Z]/.test(flag));
  return isConfigured ? "configz" : "node";
}

function shownAsk(topic: string): ShownBy {
  const by = ASK_TOPICS.get(topic)?.shownBy;
  return by === undefined || by === "people" ? "person" : by;
}
