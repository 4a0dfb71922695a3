import type { JsonObject } from "../src/kubernetes/json.ts";
import type { NodeFacts } from "../src/nodes/facts/node-facts.ts";
import { readNodeFacts } from "../src/nodes/facts/read-node-facts.ts";
import { KUBELET_SETTINGS } from "../src/nodes/settings/defaults.ts";
import { kubeletOf } from "../src/nodes/settings/kubelet.ts";
import type { ParseText } from "../src/nodes/settings/seen.ts";

/** Facts of a node as a collector wrote them, with these members. */
export function nodeFacts(members: JsonObject = {}): NodeFacts {
  const read = readNodeFacts({
    schemaVersion: 1,
    kind: "NodeFacts",
    node: "worker",
    sources: [{ kind: "collected", tool: "test", time: "", root: "/", privileged: true }],
    ...members,
  });
  if ("problem" in read) throw new Error(read.problem);
  return read;
}

/** Reads JSON alone, with the line of whatever stands in a text of several lines. */
export const parseJsonText: ParseText = (text) => {
  try {
    const value = JSON.parse(text) as JsonObject;
    return { value, lineOf: () => 1 };
  } catch {
    return { problem: "it is no JSON" };
  }
};

/** Every setting of a kubelet that is known, by its flag, as facts of its node show it. */
export function kubeletSettingsIn(
  facts: NodeFacts,
  parse: ParseText,
): ReadonlyMap<string, string | undefined> {
  const kubelet = kubeletOf(facts, parse);
  return new Map(
    Array.from(KUBELET_SETTINGS.keys(), (flag) => {
      const seen = kubelet.settingOf(flag);
      return [flag, "unknown" in seen ? `unknown: ${seen.unknown}` : seen.value];
    }),
  );
}
