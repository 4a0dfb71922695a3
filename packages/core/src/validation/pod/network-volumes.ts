import type {
  CSIVolumeSource,
  FCVolumeSource,
  FlexVolumeSource,
  ISCSIVolumeSource,
  QuobyteVolumeSource,
  StorageOSVolumeSource,
  Volume,
} from "../../kubernetes/api/types.ts";
import { byteLength } from "../byte-length.ts";
import type { Decoded } from "../decoded.ts";
import { dnsLabelProblem, dnsSubdomainProblem } from "../names.ts";
import { type Place, quoted } from "../place.ts";
import { requireTexts } from "./cloud-volumes.ts";
import { isHostAndPort } from "./host-and-port.ts";
import { validateDescendingPath } from "./paths.ts";
import type { ValidateSource } from "./volume-source.ts";

// Follows the validations of single kinds of volumes in pkg/apis/core/validation/validation.go.

type Kind =
  | "cephfs"
  | "csi"
  | "fc"
  | "flexVolume"
  | "flocker"
  | "gitRepo"
  | "glusterfs"
  | "iscsi"
  | "nfs"
  | "quobyte"
  | "rbd"
  | "storageos";

type Sources = { readonly [Name in Kind]: ValidateSource<NonNullable<Volume[Name]>> };

/** Volumes that a driver or a server of the network gives. */
export const NETWORK_SOURCES: Sources = {
  gitRepo: ({ repository, directory = "" }, at) => {
    requireTexts({ repository }, at);
    validateDescendingPath(directory, at.child("directory"));
  },
  nfs: ({ server, path = "" }, at) => {
    requireTexts({ server, path }, at);
    if (!path.startsWith("/")) at.child("path").invalid(`${quoted(path)} is not absolute`);
  },
  glusterfs: ({ endpoints, path }, at) => {
    requireTexts({ endpoints, path }, at);
  },
  flocker: ({ datasetName = "", datasetUUID = "" }, at) => {
    if (datasetName === "" && datasetUUID === "") {
      at.required("must have datasetName or datasetUUID");
    }
    if (datasetName !== "" && datasetUUID !== "") {
      at.invalid("may not have both datasetName and datasetUUID");
    }
    if (datasetName.includes("/")) at.child("datasetName").invalid("may not have '/' in it");
  },
  rbd: ({ monitors = [], image }, at) => {
    if (monitors.length === 0) at.child("monitors").required();
    requireTexts({ image }, at);
  },
  cephfs: ({ monitors = [] }, at) => {
    if (monitors.length === 0) at.child("monitors").required();
  },
  iscsi: validateIscsi,
  quobyte: validateQuobyte,
  fc: validateFibreChannel,
  flexVolume: validateFlexVolume,
  storageos: validateStorageOs,
  csi: validateCsi,
};

function validateIscsi(source: Decoded<ISCSIVolumeSource>, at: Place): void {
  const { targetPortal, iqn = "", lun = 0, initiatorName } = source;
  requireTexts({ targetPortal, iqn }, at);
  if (iqn !== "") at.child("iqn").judge(iqn, iscsiNameProblem(iqn));
  if (lun < 0 || lun > 255) at.child("lun").invalid(`${lun} is not between 0 and 255`);
  const hasChap = source.chapAuthDiscovery === true || source.chapAuthSession === true;
  if (hasChap && !source.secretRef) at.child("secretRef").required("must be set for CHAP");
  if (initiatorName === undefined) return;
  const nameAt = at.slip(".initiatorname", "initiatorName");
  nameAt.judge(initiatorName, iscsiNameProblem(initiatorName));
}

const ISCSI_NAMES: Readonly<Record<string, RegExp>> = {
  iqn: /iqn\.\d{4}-\d{2}\.([A-Za-z0-9-.]+)(:[^,;*&$|\s]+)$/,
  eui: /^eui.[A-Za-z0-9]{16}$/,
  naa: /^naa.[A-Za-z0-9]{32}$/,
};

function iscsiNameProblem(name: string): string | undefined {
  const form = ISCSI_NAMES[name.slice(0, 3)];
  if (form === undefined) return "must begin with iqn, eui or naa";
  return form.test(name) ? undefined : "is no iSCSI name";
}

function validateQuobyte(
  { registry = "", tenant = "", volume }: Decoded<QuobyteVolumeSource>,
  at: Place,
): void {
  requireTexts({ registry, volume }, at);
  if (registry === "") return;
  if (byteLength(tenant) >= 65) at.child("tenant").required("must be a UUID");
  else if (!registry.split(",").every(isHostAndPort)) {
    at.child("registry").invalid(`${quoted(registry)} must have a host and a port in each part`);
  }
}

function validateFibreChannel(
  { targetWWNs = [], wwids = [], lun }: Decoded<FCVolumeSource>,
  at: Place,
): void {
  const hasNames = targetWWNs.length > 0;
  if (!hasNames && wwids.length === 0) at.child("targetWWNs").required("must be set, or wwids");
  if (!hasNames) return;
  if (wwids.length > 0) at.child("targetWWNs").invalid("may not be beside wwids");
  if (lun === undefined) at.child("lun").required("must be set beside targetWWNs");
  else if (lun < 0 || lun > 255) at.child("lun").invalid(`${lun} is not between 0 and 255`);
}

function validateFlexVolume({ driver, options = {} }: Decoded<FlexVolumeSource>, at: Place): void {
  requireTexts({ driver }, at);
  for (const key of Object.keys(options)) {
    const domain = `.${key.split("/", 1)[0] ?? ""}`.toLowerCase();
    if (!domain.endsWith(".kubernetes.io") && !domain.endsWith(".k8s.io")) continue;
    at.child("options").key(key).invalid("is in a domain of Kubernetes");
  }
}

function validateStorageOs(
  { volumeName = "", volumeNamespace = "", secretRef }: Decoded<StorageOSVolumeSource>,
  at: Place,
): void {
  requireTexts({ volumeName }, at);
  if (volumeName !== "") at.child("volumeName").judge(volumeName, dnsLabelProblem(volumeName));
  if (volumeNamespace !== "") {
    at.child("volumeNamespace").judge(volumeNamespace, dnsLabelProblem(volumeNamespace));
  }
  if (secretRef) requireTexts({ name: secretRef.name }, at.child("secretRef"));
}

const LONGEST_DRIVER = 63;

function validateCsi(
  { driver = "", nodePublishSecretRef }: Decoded<CSIVolumeSource>,
  at: Place,
): void {
  requireTexts({ driver }, at);
  if (byteLength(driver) > LONGEST_DRIVER) at.child("driver").tooLong(LONGEST_DRIVER);
  if (driver !== "") at.child("driver").judge(driver, dnsSubdomainProblem(driver.toLowerCase()));
  if (!nodePublishSecretRef) return;
  const { name = "" } = nodePublishSecretRef;
  if (name === "") at.child("nodePublishSecretRef").child("name").required();
  // Printed as the volume's own.
  else at.slip(".name", "nodePublishSecretRef", "name").judge(name, dnsSubdomainProblem(name));
}
