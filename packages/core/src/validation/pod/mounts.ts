import type { VolumeDevice, VolumeMount } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { type Place, quoted } from "../place.ts";
import { hasBacksteps, validateDescendingPath } from "./paths.ts";
import type { PodScope } from "./pod-scope.ts";

// Follows ValidateVolumeMounts and ValidateVolumeDevices in pkg/apis/core/validation/validation.go.

/** What of a container says where it has which volume. */
export interface HasVolumes {
  readonly volumeMounts?: readonly Decoded<VolumeMount>[];
  readonly volumeDevices?: readonly Decoded<VolumeDevice>[];
  readonly securityContext?: { readonly privileged?: boolean };
}

const PROPAGATIONS = ["Bidirectional", "HostToContainer", "None"];
const RECURSIVE = ["Disabled", "Enabled", "IfPossible"];

export function validateMounts(container: HasVolumes, scope: PodScope, at: Place): void {
  const { volumeMounts = [], volumeDevices = [] } = container;
  const devices = new Map(
    volumeDevices.map((device) => [device.name ?? "", device.devicePath ?? ""]),
  );
  const taken = new Set<string>();
  for (const [index, mount] of volumeMounts.entries()) {
    const mountAt = at.index(index);
    const nameAt = mountAt.child("name");
    const { name = "" } = mount;
    if (name === "") nameAt.required();
    if (!scope.volumes.has(name)) nameAt.notFound(name);
    if (devices.has(name)) nameAt.invalid(`${quoted(name)} is in volumeDevices too`);
    validateMountPath(mount, taken, devices, mountAt.child("mountPath"));
    // Upstream prints what follows below the list.
    validateSubPath(mount, mountAt, at.slip("", index));
    validatePropagation(mount, container, at.slip("", index));
    validateRecursive(mount, at.slip("", index).child("recursiveReadOnly"));
  }
}

function validateMountPath(
  { mountPath = "" }: Decoded<VolumeMount>,
  taken: Set<string>,
  devices: ReadonlyMap<string, string>,
  at: Place,
): void {
  if (mountPath === "") at.required();
  if (taken.has(mountPath)) at.invalid(`${quoted(mountPath)} comes twice`);
  taken.add(mountPath);
  if (devices.size > 0 && [...devices.values()].includes(mountPath)) {
    at.invalid(`${quoted(mountPath)} is in volumeDevices too`);
  }
}

function validateSubPath(
  { subPath = "", subPathExpr = "" }: Decoded<VolumeMount>,
  at: Place,
  listAt: Place,
): void {
  if (subPath !== "") validateDescendingPath(subPath, listAt.child("subPath"));
  if (subPathExpr === "") return;
  if (subPath !== "") at.child("subPathExpr").invalid("may not be beside subPath");
  validateDescendingPath(subPathExpr, listAt.child("subPathExpr"));
}

function validatePropagation(
  { mountPropagation }: Decoded<VolumeMount>,
  container: HasVolumes,
  at: Place,
): void {
  if (mountPropagation === undefined) return;
  const propagationAt = at.child("mountPropagation");
  propagationAt.among(mountPropagation, PROPAGATIONS);
  if (mountPropagation === "Bidirectional" && container.securityContext?.privileged !== true) {
    propagationAt.forbidden("may be Bidirectional in privileged containers only");
  }
}

function validateRecursive(
  { recursiveReadOnly, mountPropagation = "None", readOnly }: Decoded<VolumeMount>,
  at: Place,
): void {
  if (recursiveReadOnly === undefined || recursiveReadOnly === "Disabled") return;
  at.among(recursiveReadOnly, RECURSIVE);
  if (!RECURSIVE.includes(recursiveReadOnly)) return;
  if (readOnly !== true) at.forbidden("may only be set where readOnly is true");
  if (mountPropagation !== "None") {
    at.forbidden("may not be set where mountPropagation is not None");
  }
}

export function validateDevices(container: HasVolumes, scope: PodScope, at: Place): void {
  const { volumeDevices = [], volumeMounts = [] } = container;
  const mounts = new Map(volumeMounts.map(({ name = "", mountPath = "" }) => [name, mountPath]));
  const paths = new Set<string>();
  const names = new Set<string>();
  for (const [index, { name = "", devicePath = "" }] of volumeDevices.entries()) {
    const deviceAt = at.index(index);
    validateDeviceName(name, names, scope, deviceAt.child("name"));
    validateDevicePath(devicePath, paths, deviceAt.child("devicePath"));
    if (mounts.has(name)) deviceAt.child("name").invalid(`${quoted(name)} is in volumeMounts too`);
    if ([...mounts.values()].includes(devicePath)) {
      deviceAt.child("devicePath").invalid(`${quoted(devicePath)} is in volumeMounts too`);
    }
  }
}

function validateDeviceName(name: string, names: Set<string>, scope: PodScope, at: Place): void {
  const volume = scope.volumes.get(name);
  if (name === "") at.required();
  if (names.has(name)) at.invalid(`${quoted(name)} comes twice`);
  if (volume === undefined) at.notFound(name);
  else if (!volume.persistentVolumeClaim && !volume.ephemeral) {
    at.invalid("must be a volume of type persistentVolumeClaim or ephemeral");
  }
  if (name !== "") names.add(name);
}

function validateDevicePath(path: string, paths: Set<string>, at: Place): void {
  if (path === "") at.required();
  if (paths.has(path)) at.invalid(`${quoted(path)} comes twice`);
  if (hasBacksteps(path)) at.invalid(`${quoted(path)} may not have '..' in it`);
  else paths.add(path);
}
