export { type ClusterContents, clusterContentsOf } from "./cluster-contents.ts";
export { endOfLifeOf } from "./end-of-life.ts";
export { isEpss, readEpss } from "./feeds/exploitation.ts";
export type { FeedDocument } from "./feeds/feed.ts";
export { readFeedDocument } from "./feeds/read-feed.ts";
export type { Advisory, Affected, Range, RangeEvent, SeverityScore } from "./matching/advisory.ts";
export { isBeforeFix, judgeAdvisory } from "./matching/affected.ts";
export { onlyFixOf } from "./matching/hits.ts";
export { describeMatch, type MatchDescription } from "./matching/join.ts";
export { keyOf, nameOf, versionOf } from "./matching/lookups.ts";
export { matchPackages } from "./matching/match.ts";
export { advisoriesInMemory, filedEntries } from "./matching/memory.ts";
export { readOsv, readOsvDocument } from "./matching/osv.ts";
export { RATINGS, type Rating } from "./matching/severity.ts";
export type {
  AdvisoryEntry,
  AdvisorySource,
  Exploitation,
  Match,
  MatchResult,
  NotJudged,
  Suspects,
} from "./matching/source.ts";
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
  sourceReaderOf,
  type Tools,
  withPurl,
} from "./packages/index.ts";
export { type PackageUrl, parsePurl, printPurl } from "./purl.ts";
export { packageOfPurl, readPackage } from "./read-package.ts";
export { cycloneDxOfXml, isCycloneDxXml } from "./reports-of-others/cyclonedx-xml.ts";
export {
  groupReports,
  type JoinedFinding,
  type JoinedImage,
  joinReports,
  type Statement,
} from "./reports-of-others/join-reports.ts";
export type { ForeignFinding, ForeignReport } from "./reports-of-others/model.ts";
export { identityOf } from "./reports-of-others/package-types.ts";
export { readForeignReport } from "./reports-of-others/read-report.ts";
export { isSpdxTagValue, readSpdxTagValue } from "./reports-of-others/spdx.ts";
export { satisfies } from "./versions/constraints.ts";
export { compareVersions, type VersionOrder, versionOrderOf } from "./versions/ecosystems.ts";
export { applyVex, type JudgedMatch } from "./vex/apply-vex.ts";
export { justificationForCycloneDx } from "./vex/cyclonedx-justification.ts";
export { readVex } from "./vex/read-vex.ts";
export type { VexImage, VexStatement } from "./vex/statement.ts";
export { writeCsafVex } from "./vex/write-csaf.ts";
export { type VexHead, writeOpenVex } from "./vex/write-vex.ts";
