import type { Fix } from "../../findings/finding.ts";
import { type ComponentFlag, componentFlagsOf } from "../../kubernetes/component-flags.ts";
import { expandVariables } from "../../kubernetes/expand-variables.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { parseImageReference } from "../../kubernetes/image-reference.ts";
import type { PlacedPod } from "../../kubernetes/label.ts";
import { perPod } from "../../kubernetes/per-pod.ts";
import { adding, replacing } from "../writing/fixes.ts";
import {
  type Component,
  type ComponentSettings,
  componentNamed,
  flagsBy,
  minorOfVersion,
} from "./component-settings.ts";
import { commandWordsOf, type PodContainer, podContainersOf } from "./pod-containers.ts";

/** The components that the containers of a pod run, with their flags. */
export const componentProcessesOf: (pod: PlacedPod) => readonly ComponentSettings[] = perPod(
  (pod: PlacedPod) => podContainersOf(pod).flatMap((each) => settingsOf(each) ?? []),
);

function settingsOf(each: PodContainer): ComponentSettings | undefined {
  const process = processIn(each);
  if (!process) return undefined;
  const { component, flags } = process;
  const { container } = each;
  const isEtcd = component === "etcd";
  if (isEtcd && flags.has("config-file")) return undefined; // which then is all that it reads
  // An empty value is like none, for every flag that checks ask for.
  const valueOf = (flag: string): string | undefined =>
    flags.get(flag)?.value || (isEtcd ? variableOf(each, flag) : undefined) || undefined;
  const tag = parseImageReference(container.image ?? "").tag ?? "";
  return {
    component,
    container: container.name,
    flags: flagsBy(valueOf, isEtcd ? undefined : minorOfVersion(tag)),
    decides: (flag) => {
      const set = flags.get(flag);
      return set ? set.value !== undefined : !readsFile(component, flags);
    },
    placeOf: (flag) => flags.get(flag)?.path ?? process.list,
    fixOf: (flag, value) => fixIn(process, flag, value),
  };
}

/** Whether a node's component takes what its flags leave out from a file that its pod does not show. */
function readsFile(component: Component, flags: Process["flags"]): boolean {
  const isOfNode = component === "kubelet" || component === "kube-proxy";
  return isOfNode && (flags.has("config") || flags.has("config-dir"));
}

interface Process {
  readonly component: Component;
  readonly flags: ReadonlyMap<string, PlacedFlag>;
  /** The words of the command or its arguments, to which a further flag is added; the script where they stand in one. */
  readonly list: FieldPath;
  /** How many words there are; undefined where they stand in a script. */
  readonly length: number | undefined;
}

interface PlacedFlag {
  /** Undefined where it lacks one, or has it from a variable whose value is not in the input: neither says anything. */
  readonly value: string | undefined;
  readonly path: FieldPath;
  /** Of the value, where it is a word of its own. */
  readonly valuePath?: FieldPath;
}

/** No component is called without one of these; nearly all containers are told apart by it alone. */
const IN_EVERY_NAME = /kube|etcd/;

function mayBeComponent({ image, command, args }: PodContainer["container"]): boolean {
  const isNamed = (text: unknown): boolean => typeof text === "string" && IN_EVERY_NAME.test(text);
  return isNamed(image) || (command ?? []).some(isNamed) || (args ?? []).some(isNamed);
}

function processIn(each: PodContainer): Process | undefined {
  const { container, path } = each;
  if (!mayBeComponent(container)) return undefined;
  const words = Array.from(commandWordsOf(container));
  const script = scriptIn(words.map(({ word }) => word));
  if (script !== undefined) {
    const { field, index, word } = words[script] ?? { field: "command", index: 0, word: "" };
    return processInScript(word, [...path, field, index]);
  }
  const component = componentOf(each);
  if (component === undefined) return undefined;
  const pathOf = (index: number): FieldPath => {
    const { field, index: at } = words[index] ?? { field: "command", index: 0 };
    return [...path, field, at];
  };
  const field = container.args === undefined && container.command ? "command" : "args";
  return {
    component,
    flags: placed(
      componentFlagsOf(words.map(({ word }) => word)),
      (value) => expandVariables(value, container),
      ({ index, valueIndex }) => ({
        path: pathOf(index),
        ...(valueIndex === undefined ? {} : { valuePath: pathOf(valueIndex) }),
      }),
    ),
    list: [...path, field],
    length: container[field]?.length ?? 0,
  };
}

function placed(
  flags: ReadonlyMap<string, ComponentFlag>,
  expand: (value: string) => string | undefined,
  placeOf: (flag: ComponentFlag) => Omit<PlacedFlag, "value">,
): ReadonlyMap<string, PlacedFlag> {
  return new Map(
    Array.from(flags, ([name, flag]) => {
      const value = flag.lacksValue ? undefined : expand(flag.value);
      return [name, { value, ...placeOf(flag) }];
    }),
  );
}

/** Which word is the script, of a command that is a shell with one. */
function scriptIn(words: readonly string[]): number | undefined {
  if (!/(?:^|\/)(?:ba|a|da)?sh$/.test(words[0] ?? "")) return undefined;
  const option = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  return option < 0 ? undefined : option + 1;
}

/** The first component that a script starts, with the flags up to where the command ends. */
function processInScript(script: string, path: FieldPath): Process | undefined {
  const words = script.replaceAll("\\\n", " ").replaceAll("\n", " ; ").trim().split(/\s+/);
  const at = words.findIndex(
    (word, index) => componentNamed(word) !== undefined && isCommand(words, index),
  );
  const component = componentNamed(words[at] ?? "");
  if (component === undefined) return undefined;
  const behind = words.slice(at + 1);
  const end = behind.findIndex((word) => /[<>|;&]/.test(word));
  const own = (end < 0 ? behind : behind.slice(0, end)).map((word) => word.replace(/["']/g, ""));
  // The shell has its variables from where the input does not show.
  const known = (value: string): string | undefined => (/[$`]/.test(value) ? undefined : value);
  const flags = placed(componentFlagsOf(own), known, () => ({ path }));
  return { component, flags, list: path, length: undefined };
}

/** Whether a word of a script is a program that it starts: the first, or behind another command's end, `exec` or variables. */
function isCommand(words: readonly string[], index: number): boolean {
  const before = words[index - 1] ?? ";";
  if (/^\w+=/.test(before)) return isCommand(words, index - 1);
  return /[;&|({]$|^(?:exec|then|do|else)$/.test(before);
}

function componentOf({ container }: PodContainer): Component | undefined {
  // Without a command the image decides, whose name may end in an architecture.
  const image = parseImageReference(container.image ?? "").name;
  return componentNamed(
    container.command?.[0] ?? image.replace(/-(?:amd64|arm64|arm|ppc64le|s390x)$/, ""),
  );
}

/** etcd reads `ETCD_CLIENT_CERT_AUTH` where `--client-cert-auth` is not given. */
function variableOf({ container }: PodContainer, flag: string): string | undefined {
  const wanted = `ETCD_${flag.toUpperCase().replaceAll("-", "_")}`;
  return (container.env ?? []).findLast(({ name }) => name === wanted)?.value;
}

function fixIn({ flags, list, length }: Process, flag: string, value: string): Fix | undefined {
  if (length === undefined) return undefined;
  const word = `--${flag}=${value}`;
  const set = flags.get(flag);
  if (!set) return adding("may-break", [...list, length], word);
  const { safety, edits } = replacing("may-break", set.path, word);
  if (!set.valuePath) return { safety, edits };
  return { safety, edits: [...edits, { op: "remove", path: set.valuePath }] };
}
