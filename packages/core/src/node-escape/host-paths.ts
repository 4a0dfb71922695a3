import { cleanPath } from "../kubernetes/host-paths.ts";
import {
  cloudCredentialsAt,
  HARMLESS_HOST_PATHS,
  HOST_PATH_GRANTS,
  type HostPathGrant,
} from "./host-path-grants.ts";
import type { Reach } from "./model.ts";

/** A path that gives something, and how a mounted path stands to it. */
export interface MetGrant {
  readonly grant: HostPathGrant;
  /** The mounted path is that or a directory above it; or it lies in it. */
  readonly relation: "holds" | "within";
}

/** What a mounted path of a node gives: all that is below it, and of what is above it only what all its parts give. */
export function grantsMetBy(hostPath: string): readonly MetGrant[] {
  const path = posixPath(hostPath);
  const segments = segmentsOf(path);
  if (HARMLESS.some((harmless) => isSame(harmless, segments) || liesIn(segments, harmless))) {
    return [];
  }
  const cloud = cloudCredentialsAt(path);
  const met = PATTERNS.flatMap(({ grant, pattern }): readonly MetGrant[] => {
    if (holds(segments, pattern)) return [{ grant, relation: "holds" }];
    return liesIn(segments, pattern) ? [{ grant, relation: "within" }] : [];
  });
  return cloud ? [{ grant: cloud, relation: "holds" }, ...met] : met;
}

/** What is to be said of a path of a node where a pod mounts it. */
export interface HostPathSensitivity {
  /** What sort of thing the path gives; one path counts as one. */
  readonly kind: HostPathGrant["kind"];
  /** A noun phrase. */
  readonly what: string;
  /** Where it can be written. */
  readonly reach: Reach;
  /** Where every mount is read-only. */
  readonly reachReadOnly: Reach;
}

/** What a path of a node gives away: itself, something in it, or the directory that it lies in; undefined where nothing is known. */
export function sensitivityOfHostPath(path: string): HostPathSensitivity | undefined {
  const met = grantsMetBy(path);
  const ofKind = (kind: HostPathGrant["kind"]): readonly MetGrant[] =>
    met.filter(({ grant }) => grant.kind === kind);
  const files = ofKind("host-path");
  // The root holds the sockets, but it is the whole node.
  const kinds =
    posixPath(path) === "/"
      ? [files]
      : [ofKind("runtime-socket"), ofKind("cloud-credentials"), files];
  const known = kinds.find((each) => each.length > 0) ?? [];
  const [named] = known;
  if (!named) return undefined;
  // What it holds counts for more than where it lies.
  const weighed = known.find(({ relation }) => relation === "holds") ?? innermost(known, named);
  const { kind, what } = named.grant;
  const reach = reachOf(weighed);
  const needsNoWriting = weighed.grant.read === "node" && weighed.grant.unless === undefined;
  return {
    kind,
    what,
    reach,
    reachReadOnly: reach === "node" && !needsNoWriting ? "part" : reach,
  };
}

// What lies in a directory is a part of it, unless it is said to give the same.
function reachOf({ grant, relation }: MetGrant): Reach {
  const isPart = relation === "within" && !grant.whole;
  return isPart && grant.reach === "node" ? "part" : grant.reach;
}

/** The longest of the directories that a path lies in. */
function innermost(met: readonly MetGrant[], first: MetGrant): MetGrant {
  return met.reduce((a, b) => (b.grant.path.length > a.grant.path.length ? b : a), first);
}

// Windows nodes have the same directories on drive C, and sockets are pipes: `C:\var\lib\kubelet`, `\\.\pipe\docker_engine`.
function posixPath(path: string): string {
  if (!path.includes("\\")) return path;
  return cleanPath(path.replaceAll("\\", "/").replace(/^\/?[a-z]:/i, ""));
}

type Segments = readonly string[];

function holds(mounted: Segments, pattern: Segments): boolean {
  return mounted.length <= pattern.length && agree(mounted, pattern);
}

// Everything lies in the root; only itself is meant by it.
function liesIn(mounted: Segments, pattern: Segments): boolean {
  return pattern.length > 0 && mounted.length > pattern.length && agree(mounted, pattern);
}

function isSame(a: Segments, b: Segments): boolean {
  return a.length === b.length && agree(a, b);
}

/** Whether all segments agree that both have. */
function agree(path: Segments, pattern: Segments): boolean {
  return pattern.every((wanted, index) => {
    const segment = path[index];
    if (segment === undefined || wanted === segment) return true;
    return wanted.endsWith("*") && segment.startsWith(wanted.slice(0, -1));
  });
}

function segmentsOf(path: string): Segments {
  return path.split("/").filter((segment) => segment !== "");
}

const PATTERNS = HOST_PATH_GRANTS.map((grant) => ({ grant, pattern: segmentsOf(grant.path) }));
const HARMLESS = HARMLESS_HOST_PATHS.map(segmentsOf);
