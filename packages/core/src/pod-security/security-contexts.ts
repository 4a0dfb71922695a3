import type { Container, EphemeralContainer, PodSpec } from "../kubernetes/api/types.ts";
import { containersOf } from "../kubernetes/containers.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import type { PodSecurityRevision } from "./check.ts";
import { containersNamed, nameOf } from "./text.ts";

/** A container of a pod, with its name ("" where it has none) and its path below the pod. */
export interface PlacedContainer {
  readonly container: Container | EphemeralContainer;
  readonly name: string;
  readonly path: FieldPath;
}

/** Every container of a pod in the order in which upstream visits them: init, regular, ephemeral. */
export function* placedContainersOf(spec: PodSpec): Generator<PlacedContainer> {
  for (const { container, fieldPath } of containersOf(spec)) {
    yield { container, name: nameOf(container), path: ["spec", ...fieldPath] };
  }
}

/** A place that may hold a security context: the pod, or one of its containers. */
export interface SecurityContextHolder {
  /** Absent for the pod itself. */
  readonly container?: string;
  readonly context: PodSpec["securityContext"] | Container["securityContext"];
  /** Path of the security context below the pod, whether it is there or not. */
  readonly path: FieldPath;
}

/** The pod first, then its containers. */
export function* securityContextsOf(spec: PodSpec): Generator<SecurityContextHolder> {
  yield { context: spec.securityContext, path: ["spec", "securityContext"] };
  for (const { container, name, path } of placedContainersOf(spec)) {
    yield {
      container: name,
      context: container.securityContext,
      path: [...path, "securityContext"],
    };
  }
}

/** `pod`, `container "a"` or `pod and containers "a", "b"`: who set something. */
export function settersText(holders: readonly SecurityContextHolder[]): string {
  return setterTextsOf(holders).join(" and ");
}

/** The parts of `settersText`. */
export function setterTextsOf(holders: readonly SecurityContextHolder[]): readonly string[] {
  const names = holders.flatMap(({ container }) => (container === undefined ? [] : [container]));
  const pod = names.length < holders.length ? ["pod"] : [];
  return names.length === 0 ? pod : [...pod, containersNamed(names)];
}

/** Whether a field is set; null is Go's nil, like an absent field. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** From v1.25 on, pods that say they run on Windows are spared from fields that only Linux has. */
export function unlessWindows(
  evaluate: PodSecurityRevision["evaluate"],
): PodSecurityRevision["evaluate"] {
  return (pod) => (pod.spec.os?.name === "windows" ? undefined : evaluate(pod));
}

/** From v1.35 on, pods in a user namespace of their own (`hostUsers: false`) are spared. */
export function unlessUserNamespaced(
  evaluate: PodSecurityRevision["evaluate"],
): PodSecurityRevision["evaluate"] {
  return (pod) => (pod.spec.hostUsers === false ? undefined : evaluate(pod));
}
