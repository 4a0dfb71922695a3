export type {
  Distribution,
  ImageContents,
  ImageLayer,
  NotRead,
  Package,
  PackageSource,
} from "./model.ts";
export {
  DISTRIBUTION_FILES,
  type FoundPackage,
  type FoundPackages,
  GO_MAGIC,
  goPackagesInPart,
  licencesInCopyright,
  mayBeExecutable,
  type PackageFile,
  type PackageReader,
  readDistribution,
  readExecutable,
  readerOf,
  type Tools,
  withPurl,
} from "./packages/index.ts";
export { type PackageUrl, parsePurl, printPurl } from "./purl.ts";
