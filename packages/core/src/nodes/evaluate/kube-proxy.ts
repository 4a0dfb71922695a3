import type { JsonValue } from "../../kubernetes/json.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import type { NodeFacts } from "../facts/node-facts.ts";
import { wordOf } from "../settings/kubelet.ts";
import { flagOf, type Started, startOf } from "../settings/programs.ts";
import type { ParseText, Seen, Unseen } from "../settings/seen.ts";
import { fail, notApplicable, pass, unknown, type Verdict } from "./result.ts";

const FIELD = "metricsBindAddress";

/** Whether kube-proxy shows its metrics to the node alone. */
export function judgeProxyMetrics(question: {
  readonly facts: NodeFacts;
  readonly parse: ParseText;
}): Verdict {
  const start = startOf(question.facts, "kube-proxy");
  const { kubeProxyConfig } = question.facts;
  if (start === "not-there" && kubeProxyConfig === undefined) {
    return notApplicable("no kube-proxy runs on this node");
  }
  const started = start === "not-there" || "unknown" in start ? undefined : start;
  const seen = addressOf(started, question);
  return "unknown" in seen ? unknown(seen.unknown) : judgeAddress(seen);
}

/** With a configuration file kube-proxy reads nothing of its other flags. */
function addressOf(
  started: Started | undefined,
  { facts, parse }: { readonly facts: NodeFacts; readonly parse: ParseText },
): Seen | Unseen {
  const file = started && flagOf(started, "config")?.value;
  if (started && file === undefined) {
    const unset: Seen = { value: undefined, from: "default", where: started.where };
    return flagOf(started, "metrics-bind-address") ?? unset;
  }
  const text = facts.texts.find(({ path }) => path === file);
  if (text) {
    const parsed = parse(text.text);
    if ("problem" in parsed) return { unknown: `${text.path}: ${parsed.problem}` };
    return fieldOf(parsed.value, `${text.path}:${parsed.lineOf([FIELD])}`);
  }
  if (facts.kubeProxyConfig !== undefined) {
    return fieldOf(facts.kubeProxyConfig, `ConfigMap kube-proxy: ${FIELD}`);
  }
  return { unknown: `${file ?? "the configuration of kube-proxy"} was not read` };
}

function fieldOf(config: JsonValue, where: string): Seen {
  const value = wordOf(valueAt(config, FIELD));
  return { value, from: value === undefined ? "default" : "file", where };
}

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::\d+)?$|^::1$/;

function judgeAddress({ value, where }: Seen): Verdict {
  if (value === undefined) return pass("127.0.0.1:10249", where, "this is the default");
  return LOOPBACK.test(value) ? pass(value, where) : fail(value, where);
}
