import type { Volume } from "../../kubernetes/api/types.ts";
import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { isSet } from "../security-contexts.ts";
import { joinQuote, nameOf, pluralize, sortedSet } from "../text.ts";

const ALLOWED = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
] as const;

// In upstream's order: the first one that is set names the volume.
const FORBIDDEN = [
  "hostPath",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "gitRepo",
  "nfs",
  "iscsi",
  "glusterfs",
  "rbd",
  "flexVolume",
  "cinder",
  "cephfs",
  "flocker",
  "fc",
  "azureFile",
  "vsphereVolume",
  "quobyte",
  "azureDisk",
  "photonPersistentDisk",
  "portworxVolume",
  "scaleIO",
  "storageos",
] as const;

/** Only volumes that give nothing of the node and no bare network storage (restricted, v1.0). */
export const restrictedVolumes: PodSecurityCheck = {
  id: "restricted-volumes",
  name: "restrictedVolumes",
  level: "restricted",
  versions: [{ since: "v1.0", overrides: ["hostPathVolumes"], evaluate }],
};

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const offending = [...(spec.volumes ?? []).entries()]
    .filter(([, volume]) => !ALLOWED.some((type) => isSet(volume[type])))
    .map(([index, volume]) => ({ index, name: nameOf(volume), type: forbiddenTypeOf(volume) }));
  if (offending.length === 0) return undefined;
  const types = sortedSet(offending.map(({ type }) => type ?? "unknown"));
  return {
    reason: "restricted volume types",
    detail: [
      pluralize("volume", "volumes", offending.length),
      joinQuote(offending.map(({ name }) => name)),
      pluralize("uses", "use", offending.length),
      pluralize("restricted volume type", "restricted volume types", types.length),
      joinQuote(types),
    ].join(" "),
    paths: offending.map(({ index, type }) =>
      type === undefined ? ["spec", "volumes", index] : ["spec", "volumes", index, type],
    ),
  };
}

function forbiddenTypeOf(volume: Volume): string | undefined {
  return FORBIDDEN.find((type) => isSet(volume[type]));
}
