import { type Distribution, endOfLifeOf, type Package } from "@watertight/core/images";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import type { ReadImage } from "@watertight/images";
import { wholeVersion } from "@watertight/reports/bom";
import { HEAD_WITHOUT_INPUT, safeJson } from "@watertight/reports/json";

/** `images packages -o json`; the day decides whether the distribution still gets updates. */
export function packagesJson(image: ReadImage, today: string): string {
  return `${safeJson({
    ...HEAD_WITHOUT_INPUT,
    incomplete: image.notRead.length > 0,
    ...imageJson(image, today),
  })}\n`;
}

/** What was read of an image, as every document has it. */
function imageJson(image: ReadImage, today: string): JsonObject {
  const { reference, digest, indexDigest, distribution, layers } = image;
  return {
    image: { reference, digest, indexDigest, config: configurationJson(image) },
    distribution: distribution ? distributionJson(distribution, today) : null,
    layers: layers.map(({ digest: stored, diffId, createdBy }) => ({
      digest: stored,
      diffId,
      createdBy,
    })),
    packages: image.packages.map((each) => packageJson(each, image)),
    secrets: [
      ...image.configurationSecrets.map(({ where, kind, key, valueFingerprint }) => ({
        where,
        path: null,
        layer: null,
        kind,
        key: key ?? null,
        valueFingerprint,
      })),
      ...image.fileSecrets.map(({ path, layer, kind, key, valueFingerprint }) => ({
        where: "file",
        path,
        layer: layerJson(image, layer),
        kind,
        key: key ?? null,
        valueFingerprint,
      })),
    ],
    setuidFiles: image.setuidFiles.map(({ path, setuid, setgid, layer }) => ({
      path,
      setuid,
      setgid,
      layer: layerJson(image, layer),
    })),
    notRead: image.notRead.map(({ path, reason }) => ({ path, reason })),
  };
}

function packageJson(found: Package, image: ReadImage): JsonObject {
  const { purl, type, name, namespace, arch, source, path, line, licences, installedBy } = found;
  return {
    purl,
    type,
    namespace,
    name,
    version: wholeVersion(found),
    arch,
    source: source ? { name: source.name, version: source.version } : null,
    layer: layerJson(image, found.layer),
    path,
    line: line ?? null,
    licences,
    installedBy: installedBy ?? null,
  };
}

function layerJson({ layers, isSource }: ReadImage, index: number | undefined): JsonValue {
  const layer = index === undefined || isSource ? undefined : layers[index];
  if (!layer || index === undefined) return null;
  return { index, digest: layer.digest, diffId: layer.diffId, createdBy: layer.createdBy };
}

function distributionJson(distribution: Distribution, today: string): JsonObject {
  const { id, version, name, codename } = distribution;
  const end = endOfLifeOf(distribution);
  return {
    id,
    version,
    name,
    codename,
    endOfLife: end ?? null,
    ended: end === undefined ? null : end < today,
  };
}

function configurationJson({ configuration }: ReadImage): JsonValue {
  if (!configuration) return null;
  const { labels, base, ...rest } = configuration;
  return { ...rest, labels: Object.fromEntries(labels), base: { ...base } };
}
