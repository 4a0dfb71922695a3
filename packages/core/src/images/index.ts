export type {
  Distribution,
  ImageContents,
  ImageLayer,
  NotRead,
  Package,
  PackageSource,
} from "./model.ts";
export { type PackageUrl, parsePurl, printPurl } from "./purl.ts";
export { satisfies } from "./versions/constraints.ts";
export { compareVersions, type VersionOrder, versionOrderOf } from "./versions/ecosystems.ts";
