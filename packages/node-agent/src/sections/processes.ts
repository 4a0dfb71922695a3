import { posix } from "node:path";
import type { NodeReader } from "../reader.ts";
import { withoutSecrets } from "./redact.ts";

export interface CollectedProcess {
  readonly pid: number;
  readonly name: string;
  readonly arguments: readonly string[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
}

/** Programs whose flags matter. Of all others nothing is told. */
const TOLD =
  /^(?:kubelet|kube-proxy|kube-apiserver|kube-controller-manager|kube-scheduler|etcd|hyperkube|k3s(?:-server|-agent)?|k0s|kubelite|rke2|sshd|containerd|crio|dockerd|cri-dockerd)$/;

/** The processes of the node that matter, by /proc; undefined where /proc does not show those of others. */
export function processesOf(reader: NodeReader): readonly CollectedProcess[] | undefined {
  const names = reader.names("/proc");
  const first = reader.text("/proc/1/cmdline");
  if (!names?.includes("1") || first === undefined) {
    reader.note("processes", "/proc does not show the processes of others");
    return undefined;
  }
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b)
    .flatMap((pid) => processOf(reader, pid));
}

function processOf(reader: NodeReader, pid: number): readonly CollectedProcess[] {
  const words = (reader.text(`/proc/${pid}/cmdline`) ?? "").replace(/\0$/, "").split("\0");
  // `sshd: /usr/sbin/sshd -D` is one word that the daemon wrote itself.
  const program = words[0]?.split(": ")[0] ?? "";
  const name = posix.basename(program);
  if (pid === 1 && !TOLD.test(name)) return [{ pid, name, arguments: [], environment: [] }];
  if (!TOLD.test(name)) return [];
  const environment = name === "etcd" ? environmentOf(reader, pid) : [];
  return [{ pid, name, arguments: withoutSecrets(words), environment }];
}

function environmentOf(reader: NodeReader, pid: number): CollectedProcess["environment"] {
  return (reader.text(`/proc/${pid}/environ`) ?? "").split("\0").flatMap((pair) => {
    const [, name, value] = /^(ETCD_[A-Z_]+)=(.*)$/s.exec(pair) ?? [];
    const isSecret = name === undefined || /PASS|TOKEN|SECRET/.test(name);
    return isSecret || value === undefined ? [] : [{ name, value }];
  });
}

/** The flags that static pods start their programs with, from their manifests; undefined where there is no folder of them. */
export function staticPodsOf(
  reader: NodeReader,
  folder: string,
): readonly { readonly path: string; readonly arguments: readonly string[] }[] | undefined {
  const names = reader.names(folder);
  if (!names) return reader.entry(folder) === "absent" ? [] : undefined;
  return names
    .filter((name) => /\.(?:ya?ml|json|manifest)$/.test(name))
    .flatMap((name) => {
      const path = posix.join(folder, name);
      const words = wordsIn(reader.text(path) ?? "");
      return words.length === 0 ? [] : [{ path, arguments: withoutSecrets(words) }];
    });
}

/** The lists of `command` and `args`; nothing else of a manifest leaves this function. */
function wordsIn(text: string): readonly string[] {
  return text.trimStart().startsWith("{") ? wordsOfJson(text) : wordsOfYaml(text);
}

function wordsOfYaml(text: string): readonly string[] {
  const words: string[] = [];
  /** How deep the items of the list stand at least; undefined outside of one. */
  let depth: number | undefined;
  for (const line of text.split("\n")) {
    const begins = /^(\s*(?:- )?)(?:command|args):\s*$/.exec(line)?.[1];
    const [, indent, item] = /^(\s*)- (.*)$/.exec(line) ?? [];
    if (begins !== undefined) depth = begins.length;
    else if (item !== undefined && isInside(indent, depth)) {
      words.push(item.trim().replace(/^(["'])(.*)\1$/, "$2"));
    } else if (line.trim() !== "") depth = undefined;
  }
  return words;
}

function isInside(indent: string | undefined, depth: number | undefined): boolean {
  return depth !== undefined && (indent?.length ?? 0) >= depth;
}

function wordsOfJson(text: string): readonly string[] {
  try {
    const pod = JSON.parse(text) as {
      readonly spec?: { readonly containers?: readonly Started[] };
    };
    return (pod.spec?.containers ?? []).flatMap(({ command = [], args = [] }) => [
      ...command,
      ...args,
    ]);
  } catch {
    return [];
  }
}

interface Started {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
}
