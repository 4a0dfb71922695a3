import type { AzureDiskVolumeSource, Volume } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import type { Place } from "../place.ts";
import type { ValidateSource } from "./volume-source.ts";

// Follows the validations of single kinds of volumes in pkg/apis/core/validation/validation.go.

type Kind =
  | "awsElasticBlockStore"
  | "azureDisk"
  | "azureFile"
  | "cinder"
  | "gcePersistentDisk"
  | "photonPersistentDisk"
  | "portworxVolume"
  | "scaleIO"
  | "vsphereVolume";

type Sources = { readonly [Name in Kind]: ValidateSource<NonNullable<Volume[Name]>> };

/** Disks of clouds and of what is like them. */
export const CLOUD_SOURCES: Sources = {
  gcePersistentDisk: ({ pdName, partition = 0 }, at) => {
    requireTexts({ pdName }, at);
    validatePartition(partition, at.child("partition"));
  },
  awsElasticBlockStore: ({ volumeID, partition = 0 }, at) => {
    requireTexts({ volumeID }, at);
    validatePartition(partition, at.child("partition"));
  },
  cinder: ({ volumeID, secretRef }, at) => {
    requireTexts({ volumeID }, at);
    if (secretRef) requireTexts({ name: secretRef.name }, at.child("secretRef"));
  },
  azureFile: ({ secretName, shareName }, at) => {
    requireTexts({ secretName, shareName }, at);
  },
  vsphereVolume: ({ volumePath }, at) => {
    requireTexts({ volumePath }, at);
  },
  photonPersistentDisk: ({ pdID }, at) => {
    requireTexts({ pdID }, at);
  },
  portworxVolume: ({ volumeID }, at) => {
    requireTexts({ volumeID }, at);
  },
  azureDisk: validateAzureDisk,
  scaleIO: ({ gateway, system, volumeName }, at) => {
    requireTexts({ gateway, system, volumeName }, at);
  },
};

/** Each of the fields must have a text. */
export function requireTexts(
  fields: Readonly<Record<string, string | undefined>>,
  at: Place,
): void {
  for (const [field, text = ""] of Object.entries(fields)) {
    if (text === "") at.child(field).required();
  }
}

function validatePartition(partition: number, at: Place): void {
  if (partition < 0 || partition > 255) at.invalid(`${partition} is not between 0 and 255`);
}

const CACHING_MODES = ["None", "ReadOnly", "ReadWrite"];
const DISK_KINDS = ["Dedicated", "Managed", "Shared"];

function validateAzureDisk(disk: Decoded<AzureDiskVolumeSource>, at: Place): void {
  const { diskName, diskURI = "", cachingMode = "ReadWrite", kind = "Shared" } = disk;
  requireTexts({ diskName, diskURI }, at);
  if (!CACHING_MODES.includes(cachingMode)) {
    at.child("cachingMode").notSupported(cachingMode, CACHING_MODES);
  }
  if (!DISK_KINDS.includes(kind)) at.child("kind").notSupported(kind, DISK_KINDS);
  const start = kind === "Managed" ? "/subscriptions/" : "https://";
  if (!diskURI.startsWith(start)) at.child("diskURI").notSupported(diskURI, [`${start}…`]);
}
