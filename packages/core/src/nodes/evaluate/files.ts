import type { FileFact, NodeFacts } from "../facts/node-facts.ts";
import { filesOfRole } from "../files/files-of.ts";
import { FILE_ROLES } from "../files/roles.ts";
import type { Kubelet } from "../settings/kubelet.ts";
import { startOf } from "../settings/programs.ts";
import { fail, notApplicable, pass, unknown, type Verdict } from "./result.ts";

/** Whether no file of a role grants more than a mode. */
export function judgeMode(facts: NodeFacts, kubelet: Kubelet, file: string, mode: number): Verdict {
  return judgeFiles(facts, kubelet, file, {
    of: (each) => (each.mode === undefined ? undefined : octal(each.mode)),
    isFault: (each) => ((each.mode ?? 0) & 0o7777 & ~mode) !== 0,
  });
}

/** Whether every file of a role belongs to whom it should. */
export function judgeOwner(
  facts: NodeFacts,
  kubelet: Kubelet,
  file: string,
  owner: string,
): Verdict {
  return judgeFiles(facts, kubelet, file, {
    of: (each) => ownerOf(each),
    isFault: (each) => ownerOf(each) !== owner,
  });
}

/** By name where the node has one for the number. */
export function ownerOf({ owner, group, uid, gid }: FileFact): string | undefined {
  const user = owner || nameOf(uid);
  const of = group || nameOf(gid);
  return user === undefined || of === undefined ? undefined : `${user}:${of}`;
}

function nameOf(id: number | undefined): string | undefined {
  if (id === undefined) return undefined;
  return id === 0 ? "root" : String(id);
}

export function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(3, "0");
}

interface FileQuestion {
  readonly of: (file: FileFact) => string | undefined;
  readonly isFault: (file: FileFact) => boolean;
}

function judgeFiles(
  facts: NodeFacts,
  kubelet: Kubelet,
  name: string,
  { of, isFault }: FileQuestion,
): Verdict {
  const role = FILE_ROLES.get(name);
  const apart = role?.ofControlPlane ? notOfControlPlane(facts, name) : undefined;
  if (apart) return apart;
  const found = filesOfRole(facts, name, furtherPaths(kubelet, name));
  if ("unknown" in found) return unknown(found.unknown);
  if ("absent" in found) return notApplicable(found.absent);
  const unknowns = found.files.filter((each) => of(each) === undefined);
  const faults = found.files.filter((each) => of(each) !== undefined && isFault(each));
  const [worst] = faults;
  if (worst) {
    const reason =
      found.files.length === 1 ? "" : `${faults.length} of ${found.files.length} files`;
    return fail(of(worst) ?? "", placesOf(faults), reason);
  }
  if (unknowns[0]) return unknown(`what ${unknowns[0].path} has is not known`);
  const values = [...new Set(found.files.map((each) => of(each) ?? ""))];
  return pass(values.join(", "), placesOf(found.files));
}

const MOST_PLACES = 4;

function placesOf(files: readonly FileFact[]): string {
  const named = files.slice(0, MOST_PLACES).map(({ path }) => path);
  const more = files.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}

/** Files that only the kubelet's own configuration names. */
function furtherPaths(kubelet: Kubelet, name: string): readonly string[] {
  if (name === "kubelet-client-ca") {
    const ca = kubelet.settingOf("client-ca-file");
    return "unknown" in ca || !ca.value?.startsWith("/") ? [] : [ca.value];
  }
  if (name !== "kubelet-config") return [];
  const { configFiles } = kubelet;
  return configFiles === undefined || "unknown" in configFiles ? [] : configFiles;
}

/** A verdict where the node has nothing of the control plane. */
function notOfControlPlane(facts: NodeFacts, role: string): Verdict | undefined {
  if (facts.files.some((each) => each.role === role)) return undefined;
  const program = PROGRAMS.get(role) ?? "kube-apiserver";
  const start = startOf(facts, program);
  if (start === "not-there") return notApplicable(`no ${program} runs on this node`);
  return undefined;
}

const PROGRAMS: ReadonlyMap<string, "kube-controller-manager" | "kube-scheduler" | "etcd"> =
  new Map([
    ["controller-manager-manifest", "kube-controller-manager"],
    ["scheduler-manifest", "kube-scheduler"],
    ["etcd-manifest", "etcd"],
    ["etcd-data", "etcd"],
  ]);
