import type { NodeFacts } from "../facts/node-facts.ts";
import type { Kubelet } from "../settings/kubelet.ts";
import type { ParseText } from "../settings/seen.ts";
import type { SettingTopic } from "../topics/settings.ts";

/** What a judgement of settings rests on. */
export interface SettingQuestion {
  readonly facts: NodeFacts;
  readonly kubelet: Kubelet;
  readonly parse: ParseText;
  readonly key: string;
  readonly topic: SettingTopic;
  /** What the benchmark says beyond the topic. */
  readonly what: string;
}
