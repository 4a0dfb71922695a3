import type {
  AuditChange,
  AuditDecision,
  AuditPolicy,
  AuditRemark,
  AuditRequest,
  VolumeEstimate,
} from "@watertight/core/audit";
import type { Place, ReadPolicyFile } from "../policy-file.ts";

/** A request with what the policy says of it. */
export interface Explained {
  readonly file: string;
  readonly policy: AuditPolicy;
  readonly request: AuditRequest;
  readonly decision: AuditDecision;
  readonly placeOf: ReadPolicyFile["placeOf"];
}

/** A remark with where it stands. */
export interface PlacedRemark extends Omit<AuditRemark, "path"> {
  readonly file: string;
  readonly place: Place;
  /** Absent where the text is no YAML. */
  readonly path: AuditRemark["path"] | undefined;
}

/** What is said of one file. */
export interface LintedFile extends Pick<ReadPolicyFile, "file" | "policy"> {
  readonly remarks: readonly PlacedRemark[];
}

/** Two policies and what lies between them. */
export interface Compared {
  readonly before: ReadPolicyFile;
  readonly after: ReadPolicyFile;
  readonly changes: readonly AuditChange[];
  readonly isComplete: boolean;
}

/** An estimate with what it leaves open. */
export interface Estimated extends VolumeEstimate {
  readonly policy: ReadPolicyFile;
  /** Requests that the sample's own policy did not record, and this one would. */
  readonly unseen: readonly AuditRequest[];
  readonly gap: string | undefined;
}
