import type { Rating } from "../matching/severity.ts";
import type { Distribution, NotRead, Package } from "../model.ts";

/** What another scanner, or a bill of materials, says of one image or folder. */
export interface ForeignReport {
  /** `Trivy`, `Grype`, `Clair`, `Sysdig`, `OSV-Scanner`, the tool of a SARIF file or a bill of materials. */
  readonly scanner: string;
  readonly scannerVersion: string;
  /** `Trivy JSON`, `CycloneDX 1.6`, … */
  readonly format: string;
  /** The image as it was asked for, or a path; "" where the report does not say. */
  readonly reference: string;
  /** Of the image's manifest or configuration; the first that is given, or "". */
  readonly digest: string;
  readonly distribution?: Distribution;
  readonly packages: readonly Package[];
  readonly findings: readonly ForeignFinding[];
  /** Whether it lists every package that it found, or only those with findings. */
  readonly listsPackages: boolean;
  /** When it was made; "" where it does not say. */
  readonly created: string;
  /** Packages that it names in a way that does not tell which they are; absent: none. */
  readonly notRead?: readonly NotRead[];
}

/** Why a package that a bill of materials names cannot be judged: its package URL, which alone says of which ecosystem it is. */
export function unreadPackage(name: string, purl: string): NotRead {
  return {
    path: name || "a package without a name",
    reason: purl === "" ? "it has no package URL" : `its package URL ${purl} cannot be read`,
  };
}

/** One vulnerability in one package, as another scanner says. */
export interface ForeignFinding {
  readonly vulnerability: string;
  readonly aliases: readonly string[];
  readonly package: Package;
  /** "" where no fix is known to it. */
  readonly fixed: string;
  readonly severity: Rating;
  readonly score?: number;
  /** What it says beyond affected: `will not fix`, `accepted: …`; or "". */
  readonly status: string;
  /** Whether somebody has accepted or excluded it there. */
  readonly suppressed: boolean;
  /** Where it has it from. */
  readonly source: string;
}

/** A package that another program named: what it did not say is "". */
export function namedPackage(
  parts: Pick<Package, "type" | "name" | "version"> & Partial<Package>,
): Package {
  return { namespace: "", arch: "", purl: "", path: "", licences: [], ...parts };
}

/** The ids in a text, `CVE-…`, `GHSA-…` and the like, each once. */
export function idsIn(text: string): readonly string[] {
  return [
    ...new Set(
      text.match(
        /\b(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3}|PYSEC-\d{4}-\d+|GO-\d{4}-\d+|RUSTSEC-\d{4}-\d+|DSA-\d+-\d+|ALSA-\d{4}:\d+|RHSA-\d{4}:\d+)\b/g,
      ) ?? [],
    ),
  ];
}
