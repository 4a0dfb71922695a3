import type { NodeFacts } from "../facts/node-facts.ts";
import { type Kubelet, minorOf } from "../settings/kubelet.ts";
import { flagOf, startOf } from "../settings/programs.ts";
import type { Seen, Unseen } from "../settings/seen.ts";
import type { SettingTopic } from "../topics/settings.ts";
import { demandsOf, holds } from "./demands.ts";
import type { SettingQuestion } from "./question.ts";
import { fail, notApplicable, pass, unknown, type Verdict } from "./result.ts";
import { SPECIAL } from "./special.ts";

/** Whether a program of a node is set as a benchmark wants it. */
export function judgeSetting(question: SettingQuestion): Verdict {
  const { facts, topic, key, what } = question;
  const minor = minorOf(facts.system.kubeletVersion);
  const gone = unavailable(topic, minor);
  if (gone !== undefined) return notApplicable(gone);
  const special = SPECIAL.get(key)?.(question);
  if (special) return special;
  return judgeDemands(question, demandsOf(topic, what));
}

function unavailable(
  { removedIn, since, program }: SettingTopic,
  minor: number | undefined,
): string | undefined {
  if (minor === undefined) return undefined;
  if (removedIn !== undefined && minor >= removedIn)
    return `${program} has had no such setting since Kubernetes 1.${removedIn}`;
  return since !== undefined && minor < since
    ? `${program} has had such a setting only since Kubernetes 1.${since}`
    : undefined;
}

function judgeDemands(
  { facts, kubelet, topic }: SettingQuestion,
  anyOf: SettingTopic["anyOf"],
): Verdict {
  const seen = new Map<string, Seen | Unseen>();
  for (const { flag } of anyOf.flat()) seen.set(flag, seenOf(facts, kubelet, topic, flag));
  const absent = absentProgram(facts, kubelet, topic);
  if (absent) return absent;
  const reached = anyOf.find((all) => all.every((demand) => holds(demand, seen.get(demand.flag))));
  const decisive = (reached ?? anyOf[0] ?? []).map(({ flag }) => flag);
  const shown = [...new Set(decisive)].flatMap((flag) => {
    const each = seen.get(flag);
    return each && !("unknown" in each) ? [{ flag, each }] : [];
  });
  const value = shown.map(({ flag, each }) => shownValue(flag, each, shown.length > 1)).join(", ");
  const where = [...new Set(shown.map(({ each }) => each.where))].join(", ");
  if (reached) return pass(value, where, reasonOf(shown.map(({ each }) => each)));
  const missing = [...seen.values()].find((each) => "unknown" in each);
  if (missing && "unknown" in missing) return unknown(missing.unknown);
  return fail(value, where, reasonOf(shown.map(({ each }) => each)));
}

function shownValue(flag: string, { value }: Seen, isOneOfSeveral: boolean): string {
  const text = value ?? "not set";
  return isOneOfSeveral ? `${flag} ${text}` : text;
}

function reasonOf(seen: readonly Seen[]): string {
  return seen.some(({ from, value }) => from === "default" && value !== undefined)
    ? "this is the default"
    : "";
}

function absentProgram(
  facts: NodeFacts,
  kubelet: Kubelet,
  { program }: SettingTopic,
): Verdict | undefined {
  if (program === "kubelet")
    return kubelet.isThere ? undefined : notApplicable("no kubelet runs on this node");
  const start = startOf(facts, program);
  if (start === "not-there") return notApplicable(`no ${program} runs on this node`);
  return undefined;
}

/** A setting of any program by its flag. */
function seenOf(
  facts: NodeFacts,
  kubelet: Kubelet,
  { program }: Pick<SettingTopic, "program">,
  flag: string,
): Seen | Unseen {
  if (program === "kubelet") {
    return /^[A-Z]/.test(flag) ? kubelet.gateOf(flag) : kubelet.settingOf(flag);
  }
  const start = startOf(facts, program);
  if (start === "not-there") return { unknown: `no ${program} runs on this node` };
  if ("unknown" in start) return start;
  return flagOf(start, flag) ?? { value: undefined, from: "default", where: start.where };
}
