import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { isClair, readClair } from "./clair.ts";
import { isCycloneDx, readCycloneDx } from "./cyclonedx.ts";
import { isGrype, readGrype } from "./grype.ts";
import type { ForeignReport } from "./model.ts";
import { isOsvScanner, readOsvScanner } from "./osv-scanner.ts";
import { isSarif, readSarif } from "./sarif.ts";
import { isSpdx, readSpdx } from "./spdx.ts";
import { isSysdig, readSysdig } from "./sysdig.ts";
import { isTrivy, readTrivy } from "./trivy.ts";

interface Reader {
  readonly is: (document: JsonObject) => boolean;
  readonly read: (document: JsonObject) => ForeignReport;
}

const READERS: readonly Reader[] = [
  { is: isCycloneDx, read: readCycloneDx },
  { is: isSpdx, read: readSpdx },
  { is: isTrivy, read: readTrivy },
  { is: isGrype, read: readGrype },
  { is: isClair, read: readClair },
  { is: isSysdig, read: readSysdig },
  { is: isSarif, read: readSarif },
  { is: isOsvScanner, read: readOsvScanner },
];

/** A report of another scanner or a bill of materials, by its shape; undefined for what is none that is known. */
export function readForeignReport(document: JsonValue): ForeignReport | undefined {
  if (!isJsonObject(document)) return undefined;
  return READERS.find(({ is }) => is(document))?.read(document);
}
