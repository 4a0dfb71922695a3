import type { EmptyDirVolumeSource, Volume } from "../../kubernetes/api/types.ts";
import { byteLength } from "../byte-length.ts";
import type { Decoded } from "../decoded.ts";
import { dnsLabelProblem, dnsSubdomainProblem } from "../names.ts";
import type { Place } from "../place.ts";
import { nanosOf } from "../quantities.ts";
import { validateEphemeral } from "./claim-templates.ts";
import { CLOUD_SOURCES } from "./cloud-volumes.ts";
import { validateDownwardItems } from "./downward-items.ts";
import { validateKeysToPaths } from "./keys-to-paths.ts";
import { NETWORK_SOURCES } from "./network-volumes.ts";
import { validateFileMode, validateNoBacksteps } from "./paths.ts";
import { validateProjected } from "./projected-volumes.ts";
import type { ValidateSource, VolumeOwner } from "./volume-source.ts";

// Follows ValidateVolumes and validateVolumeSource in pkg/apis/core/validation/validation.go.

/** The kinds of volumes but for emptyDir. */
type VolumeKind = Exclude<keyof Volume, "name" | "emptyDir">;

type Sources = { readonly [Kind in VolumeKind]: ValidateSource<NonNullable<Volume[Kind]>> };

/** In the order in which the API server looks for them; where a volume has two kinds, the first counts. */
const SOURCES: Sources = {
  hostPath: ({ path = "", type = "" }, at) => {
    if (path === "") {
      at.child("path").required();
      return;
    }
    validateNoBacksteps(path, at.child("path"));
    at.child("type").among(type, HOST_PATH_TYPES);
  },
  gitRepo: NETWORK_SOURCES.gitRepo,
  gcePersistentDisk: CLOUD_SOURCES.gcePersistentDisk,
  awsElasticBlockStore: CLOUD_SOURCES.awsElasticBlockStore,
  secret: ({ secretName = "", defaultMode, items }, at) => {
    if (secretName === "") at.child("secretName").required();
    validateFileMode(defaultMode, at.child("defaultMode"));
    validateKeysToPaths(items, at.child("items"));
  },
  nfs: NETWORK_SOURCES.nfs,
  iscsi: NETWORK_SOURCES.iscsi,
  glusterfs: NETWORK_SOURCES.glusterfs,
  flocker: NETWORK_SOURCES.flocker,
  persistentVolumeClaim: ({ claimName = "" }, at) => {
    if (claimName === "") at.child("claimName").required();
  },
  rbd: NETWORK_SOURCES.rbd,
  cinder: CLOUD_SOURCES.cinder,
  cephfs: NETWORK_SOURCES.cephfs,
  quobyte: NETWORK_SOURCES.quobyte,
  downwardAPI: ({ defaultMode, items }, at) => {
    validateFileMode(defaultMode, at.child("defaultMode"));
    validateDownwardItems(items, at);
  },
  fc: NETWORK_SOURCES.fc,
  flexVolume: NETWORK_SOURCES.flexVolume,
  configMap: ({ name = "", defaultMode, items }, at) => {
    if (name === "") at.child("name").required();
    validateFileMode(defaultMode, at.child("defaultMode"));
    validateKeysToPaths(items, at.child("items"));
  },
  azureFile: CLOUD_SOURCES.azureFile,
  vsphereVolume: CLOUD_SOURCES.vsphereVolume,
  photonPersistentDisk: CLOUD_SOURCES.photonPersistentDisk,
  portworxVolume: CLOUD_SOURCES.portworxVolume,
  azureDisk: CLOUD_SOURCES.azureDisk,
  storageos: NETWORK_SOURCES.storageos,
  projected: validateProjected,
  scaleIO: CLOUD_SOURCES.scaleIO,
  csi: NETWORK_SOURCES.csi,
  ephemeral: validateEphemeral,
  image: ({ reference = "", pullPolicy = "" }, at, { isPod }) => {
    if (isPod && reference === "") at.child("reference").required();
    if (pullPolicy !== "") at.child("pullPolicy").among(pullPolicy, PULL_POLICIES);
  },
};
const ORDER: ReadonlyMap<string, number> = new Map(
  Object.keys(SOURCES).map((kind, index) => [kind, index]),
);
const LONGEST_PORTAL = 64;

const HOST_PATH_TYPES = [
  ...["", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice"],
  "BlockDevice",
];
export const PULL_POLICIES: readonly string[] = ["Always", "IfNotPresent", "Never"];

/** How upstream prints what is one kind of volume too many, where that is not its field. */
const MISPRINTED: Readonly<Partial<Record<VolumeKind, string>>> = {
  cephfs: ".cephFS",
  downwardAPI: ".downwarAPI",
};

/** The volumes that nothing is wrong with, by name. */
export function validateVolumes(
  volumes: readonly Decoded<Volume>[],
  of: VolumeOwner,
  at: Place,
): ReadonlyMap<string, Decoded<Volume>> {
  const valid = new Map<string, Decoded<Volume>>();
  const created = claimsMade(volumes, of);
  for (const [index, volume] of volumes.entries()) {
    const { name = "", persistentVolumeClaim: claim } = volume;
    const volumeAt = of.places?.[index] ?? at.index(index);
    const before = at.errorCount;
    validateSource(volume, of, volumeAt);
    volumeAt.child("name").needs(name, dnsLabelProblem);
    if (valid.has(name)) volumeAt.child("name").duplicate(name);
    if (at.errorCount === before) valid.set(name, volume);
    if (claim && created.has(claim.claimName ?? "")) {
      const claimAt = volumeAt.child("persistentVolumeClaim").child("claimName");
      claimAt.invalid("is the claim that an ephemeral volume of the pod makes");
    }
  }
  return valid;
}

function claimsMade(volumes: readonly Decoded<Volume>[], of: VolumeOwner): ReadonlySet<string> {
  const made = of.name === "" ? [] : volumes.filter(({ ephemeral }) => ephemeral);
  return new Set(made.map(({ name }) => `${of.name}-${name ?? ""}`));
}

// A volume of no kind is an emptyDir (SetDefaults_Volume).
function validateSource(volume: Decoded<Volume>, of: VolumeOwner, at: Place): void {
  if (volume.emptyDir) validateEmptyDir(volume.emptyDir, at.child("emptyDir"));
  const kinds = kindsOf(volume);
  // What is second is not looked into.
  const first = volume.emptyDir ? undefined : kinds[0];
  if (first !== undefined) validateKind(first, volume, of, at);
  for (const kind of kinds) {
    const printed = MISPRINTED[kind] ?? `.${kind}`;
    if (kind !== first) at.slip(printed, kind).forbidden("is a second type of volume");
  }
  if (volume.iscsi) validatePortal(volume, at.child("name"));
  if (first === "ephemeral") validateClaimName(volume, of, at.child("name"));
}

function validateEmptyDir({ sizeLimit }: Decoded<EmptyDirVolumeSource>, at: Place): void {
  if (sizeLimit !== undefined && nanosOf(sizeLimit) < 0n) {
    at.child("sizeLimit").forbidden("is negative");
  }
}

function kindsOf(volume: Decoded<Volume>): readonly VolumeKind[] {
  const kinds = Object.keys(volume).filter((key): key is VolumeKind => ORDER.has(key));
  if (kinds.length < 2) return kinds;
  return kinds.sort((a, b) => (ORDER.get(a) ?? 0) - (ORDER.get(b) ?? 0));
}

function validatePortal({ name = "", iscsi }: Decoded<Volume>, at: Place): void {
  const portal = `${name}:${iscsi?.targetPortal ?? ""}`;
  if (iscsi?.initiatorName !== undefined && byteLength(portal) > LONGEST_PORTAL) {
    at.invalid("is too long together with iscsi.targetPortal");
  }
}

function validateClaimName({ name = "" }: Decoded<Volume>, of: VolumeOwner, at: Place): void {
  if (of.name === "" || name === "") return;
  const problem = dnsSubdomainProblem(`${of.name}-${name}`);
  if (problem !== undefined) at.invalid(`makes a claim whose name ${problem}`);
}

function validateKind(kind: VolumeKind, volume: Decoded<Volume>, of: VolumeOwner, at: Place): void {
  const source = volume[kind];
  const printed = kind === "gcePersistentDisk" ? at.slip(".persistentDisk", kind) : at.child(kind);
  // A door: the compiler does not see that the two are of one kind.
  const validate = SOURCES[kind] as ValidateSource<unknown>;
  if (source !== undefined) validate(source, printed, of);
}
