import type { Program } from "../settings/programs.ts";
import { SETTING_ROWS } from "./setting-rows.ts";

/** What a setting has to be: any of the alternatives, each of which is all of its demands. */
export interface Demand {
  readonly flag: string;
  readonly op: "set" | "unset" | "is" | "is-not" | "has" | "has-not" | "at-least" | "only";
  readonly value?: string;
}

/** A demand of benchmarks on how a program is set. */
export interface SettingTopic {
  readonly program: Program;
  readonly title: string;
  /** Each of them suffices. */
  readonly anyOf: readonly (readonly Demand[])[];
  /** Why, in a sentence. */
  readonly why: string;
  /** How to mend it, in a sentence; `{config}` is the kubelet's configuration file. */
  readonly mend: string;
  /** The version of Kubernetes, as its minor number, from which the flag does not exist. */
  readonly removedIn?: number;
  /** From which it exists. */
  readonly since?: number;
  /** The control of the CIS benchmark 1.12 that asks the same. */
  readonly cis?: string;
}

function demandOf(text: string): Demand {
  const [, flag = "", op = "", value = ""] =
    /^!?([\w.-]+?)(!=|!~|>=|=|~|<)?([^=<>~]*)$/.exec(text) ?? [];
  const names: Readonly<Record<string, Demand["op"]>> = {
    "=": "is",
    "!=": "is-not",
    "~": "has",
    "!~": "has-not",
    ">=": "at-least",
    "<": "only",
  };
  const named = names[op];
  if (named) return { flag, op: named, value };
  return { flag: text.replace(/^!/, ""), op: text.startsWith("!") ? "unset" : "set" };
}

const PROGRAMS: readonly Program[] = [
  "kubelet",
  "kube-proxy",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "etcd",
];

function topicOf(row: string): readonly (readonly [string, SettingTopic])[] {
  const [key = "", name, demands, ...words] = row.split(" :: ");
  const program = PROGRAMS.find((each) => each === name);
  if (!program || demands === undefined) return [];
  const anyOf = demands.split("|").map((all) => all.split("&").map(demandOf));
  return [[key, { program, anyOf, ...wordsIn(words) }]];
}

function wordsIn(words: readonly string[]): Omit<SettingTopic, "program" | "anyOf"> {
  const [cis = "", title = "", why = "", mend = "", versions = ""] = words;
  return { title, why, mend, ...versionsIn(versions), ...(cis === "" ? {} : { cis }) };
}

/** `<N`: gone since the minor version; `>N`: not before the one behind it. */
function versionsIn(versions: string): Pick<SettingTopic, "removedIn" | "since"> {
  const [, sign, minor = ""] = /^([<>])(\d+)$/.exec(versions) ?? [];
  if (sign === undefined) return {};
  return sign === "<" ? { removedIn: Number(minor) } : { since: Number(minor) + 1 };
}

/** What benchmarks ask of settings, by topic; our words. */
export const SETTING_TOPICS: ReadonlyMap<string, SettingTopic> = new Map(
  SETTING_ROWS.split("\n").flatMap(topicOf),
);
