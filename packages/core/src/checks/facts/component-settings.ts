import type { Fix } from "../../findings/finding.ts";
import { flagValueOf } from "../../kubernetes/component-flags.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";

/** A program of Kubernetes itself whose settings checks look at. */
export type Component =
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "etcd"
  | "kubelet"
  | "kube-proxy";

const COMPONENTS: readonly Component[] = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "etcd",
  "kubelet",
  "kube-proxy",
];

/** The component that a program is, by its path. */
export function componentNamed(program: string): Component | undefined {
  const name = program.slice(program.lastIndexOf("/") + 1);
  return COMPONENTS.find((component) => component === name);
}

/** The flags of one process; names have hyphens and no dashes before them. */
export interface Flags {
  /** The value of a flag, "true" where a boolean one has none; undefined: it is not set, or to nothing. */
  readonly valueOf: (name: string) => string | undefined;
  /** The comma-separated parts of a flag; one empty part where it is not set. */
  readonly listOf: (name: string) => readonly string[];
  /** The minor version of Kubernetes, where the image's tag or the configuration names it: 36 of `v1.36.1`. */
  readonly minor: number | undefined;
}

export function flagsBy(written: Flags["valueOf"], minor: number | undefined): Flags {
  const valueOf = (flag: string): string | undefined => {
    const value = written(flag);
    return value === undefined ? undefined : flagValueOf(flag, value);
  };
  return {
    valueOf,
    listOf: (flag) => (valueOf(flag) ?? "").split(",").map((part) => part.trim()),
    minor,
  };
}

/** How a component is started or configured, wherever that stands: in a pod, in kubeadm's configuration, in a file of its own. */
export interface ComponentSettings {
  readonly component: Component;
  /** The name of the container that runs it. */
  readonly container?: string;
  readonly flags: Flags;
  /** Whether this place says all about a flag: what is not set here is not set at all. */
  readonly decides: (flag: string) => boolean;
  /** Where a flag is set, or would be: below the pod template, or in the object. */
  readonly placeOf: (flag: string) => FieldPath;
  /** The edit that gives a flag a value; undefined where none is safe to write. */
  readonly fixOf: (flag: string, value: string) => Fix | undefined;
}

/** The minor version of a version of Kubernetes; undefined where the text is none. */
export function minorOfVersion(version: string): number | undefined {
  const [, minor] = /^v?1\.(\d+)(?:\.|$|-|\+)/.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}
