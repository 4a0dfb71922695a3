import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { Fix, Violation } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { parseImageReference } from "../../kubernetes/image-reference.ts";
import type { PlacedPod } from "../../kubernetes/label.ts";
import { perPod } from "../../kubernetes/per-pod.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { PodExample } from "../check.ts";
import { adding, replacing } from "../writing/fixes.ts";
import { commandWordsOf, type PodContainer, podContainersOf } from "./pod-containers.ts";

/** A program of the control plane whose flags checks look at. */
export type Component = "kube-apiserver" | "kube-controller-manager" | "kube-scheduler" | "etcd";

/** The flags of one process; names have hyphens and no dashes before them. */
export interface Flags {
  /** The value of a flag, "true" where it has none; undefined: it is not set. */
  readonly valueOf: (name: string) => string | undefined;
  /** The comma-separated parts of a flag; none where it is not set. */
  readonly listOf: (name: string) => readonly string[];
  /** The minor version of Kubernetes that the image's tag names: 36 of `v1.36.1`. */
  readonly minor: number | undefined;
}

/** What a check asks of the flags of one component. */
export interface FlagDemand {
  readonly component: Component;
  /** The flag that the finding is about. */
  readonly flag: string;
  /** What the process does, as a clause after its name: `answers anonymous requests`; undefined: nothing is wrong. */
  readonly fault: (flags: Flags) => string | undefined;
  /** The value to set, where one is right for everybody. */
  readonly value?: string;
}

/** Whether a pod runs a component of the control plane: one in fifty. */
export function runsControlPlane(pod: PodTemplate): boolean {
  return processesOf(pod).length > 0;
}

/** What breaks a demand in the containers of a pod that run the component. */
export function* flagViolations(
  pod: PodTemplate,
  { component, flag, fault, value }: FlagDemand,
): Generator<Violation> {
  for (const process of processesOf(pod)) {
    if (process.component !== component) continue;
    const clause = fault(process.flags);
    if (clause === undefined) continue;
    const path = process.words.get(flag)?.path ?? process.list;
    const fix = value === undefined ? undefined : fixOf(process, flag, value);
    const message = `${component} ${clause}`;
    yield { path, message, container: process.name, ...(fix && { fix }) };
  }
}

function fixOf({ words, list, length }: Process, flag: string, value: string): Fix {
  const word = `--${flag}=${value}`;
  const set = words.get(flag);
  if (!set) return adding("may-break", [...list, length], word);
  const { safety, edits } = replacing("may-break", set.path, word);
  if (!set.valuePath) return { safety, edits };
  return { safety, edits: [...edits, { op: "remove", path: set.valuePath }] };
}

/** The admission plug-ins that a kube-apiserver of the snapshot switches on. */
export const admissionPluginsOf: (cluster: Cluster) => ReadonlySet<string> = clusterFact(
  (cluster) =>
    new Set(
      cluster.snapshot.objects
        .flatMap(({ podTemplates }) => podTemplates.flatMap(processesOf))
        .filter(({ component }) => component === "kube-apiserver")
        .flatMap(({ flags }) => pluginsOf(flags)),
    ),
);

/** Whether an admission plug-in that is off by default is switched on. */
export function enablesPlugin(flags: Flags, plugin: string): boolean {
  return pluginsOf(flags).includes(plugin);
}

function pluginsOf({ listOf }: Flags): readonly string[] {
  // The second is the older name.
  return [...listOf("enable-admission-plugins"), ...listOf("admission-control")];
}

/** Whether an address is one of the node alone. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:127(?:\.\d+){3}|::1|\[::1\]|localhost)$/.test(address);
}

/** A pod that runs a component with these flags, beside a container that has nothing to do with it. */
export function componentPod(component: Component, ...flags: readonly string[]): PodExample["pod"] {
  return {
    metadata: { namespace: "kube-system" },
    spec: {
      containers: [
        { name: "helper", command: ["helper", "--profiling"] },
        { name: component, command: [component, ...flags] },
      ],
    },
  };
}

interface Process {
  readonly component: Component;
  /** Of the container. */
  readonly name: string;
  readonly flags: Flags;
  readonly words: ReadonlyMap<string, PlacedFlag>;
  /** The words of the command or its arguments, to which a further flag is added. */
  readonly list: FieldPath;
  readonly length: number;
}

interface PlacedFlag {
  readonly value: string;
  readonly path: FieldPath;
  /** Of the value, where it is a word of its own. */
  readonly valuePath?: FieldPath;
}

const processesOf = perPod((pod: PlacedPod) =>
  podContainersOf(pod).flatMap((each) => processOf(each) ?? []),
);

const COMPONENTS: ReadonlySet<string> = new Set<Component>([
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "etcd",
]);

function processOf(each: PodContainer): Process | undefined {
  const { container, path } = each;
  const component = componentOf(each);
  if (component === undefined) return undefined;
  const words = flagsOf(each);
  const isEtcd = component === "etcd";
  if (isEtcd && words.has("config-file")) return undefined; // which then is all that it reads
  const field = container.args === undefined && container.command ? "command" : "args";
  const valueOf = (flag: string): string | undefined =>
    words.get(flag)?.value ?? (isEtcd ? variableOf(each, flag) : undefined);
  return {
    component,
    name: container.name,
    words,
    list: [...path, field],
    length: container[field]?.length ?? 0,
    flags: {
      valueOf,
      listOf: (flag) => (valueOf(flag) ?? "").split(",").map((part) => part.trim()),
      minor: isEtcd ? undefined : minorOf(container.image ?? ""),
    },
  };
}

function componentOf({ container }: PodContainer): Component | undefined {
  // Without a command the image decides, whose name may end in an architecture.
  const program =
    container.command?.[0] ??
    parseImageReference(container.image ?? "").name.replace(
      /-(?:amd64|arm64|arm|ppc64le|s390x)$/,
      "",
    );
  const name = program.slice(program.lastIndexOf("/") + 1);
  return isComponent(name) ? name : undefined;
}

function minorOf(image: string): number | undefined {
  const [, minor] = /^v?1\.(\d+)(?:\.|$)/.exec(parseImageReference(image).tag ?? "") ?? [];
  return minor === undefined ? undefined : Number(minor);
}

function isComponent(name: string): name is Component {
  return COMPONENTS.has(name);
}

// As pflag reads them: the last one counts, `_` is `-`. Whether a flag takes the next word depends on its type; a word that
// is no flag is taken for its value.
function flagsOf({ container, path }: PodContainer): ReadonlyMap<string, PlacedFlag> {
  const flags = new Map<string, PlacedFlag>();
  let open: string | undefined;
  for (const { field, index, word } of commandWordsOf(container)) {
    const [, name, value] = /^\s*--?([A-Za-z][\w.-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name !== undefined) {
      const flag = name.replaceAll("_", "-");
      flags.set(flag, { value: value ?? "true", path: [...path, field, index] });
      open = value === undefined ? flag : undefined;
      continue;
    }
    const flag = open === undefined ? undefined : flags.get(open);
    if (open !== undefined && flag) {
      flags.set(open, { ...flag, value: word, valuePath: [...path, field, index] });
    }
    open = undefined;
  }
  return flags;
}

/** etcd reads `ETCD_CLIENT_CERT_AUTH` where `--client-cert-auth` is not given. */
function variableOf({ container }: PodContainer, flag: string): string | undefined {
  const wanted = `ETCD_${flag.toUpperCase().replaceAll("-", "_")}`;
  const variable = (container.env ?? []).find(({ name }) => name === wanted);
  return variable && (variable.value ?? "");
}
