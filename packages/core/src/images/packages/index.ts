export { DISTRIBUTION_FILES, readDistribution } from "./distribution.ts";
export { licencesInCopyright } from "./dpkg.ts";
export { GO_MAGIC, goPackagesInPart } from "./executables/go-build-info.ts";
export { mayBeExecutable, readExecutable } from "./executables/index.ts";
export { sourceReaderOf } from "./lockfiles/index.ts";
export type { FoundPackage, FoundPackages, PackageFile, Tools } from "./package-file.ts";
export { type PackageReader, readerOf } from "./readers.ts";
export { withPurl } from "./with-purl.ts";
