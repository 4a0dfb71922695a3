export type ControlStatus = "fail" | "manual" | "not-assessable" | "pass";

export interface ControlResultJson {
  readonly standard: string;
  readonly id: string;
  readonly title: string;
  readonly status: ControlStatus;
  readonly reason: string | null;
  readonly checks: readonly string[];
  readonly failing: readonly string[];
  readonly findings: number;
  readonly excepted: number;
}

export interface FrameworkJson {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly ControlResultJson[];
}

export interface ComplianceDocument {
  readonly time: string;
  readonly frameworks: readonly FrameworkJson[];
  /** Of each check the index of what it has examined. */
  readonly examined: Readonly<Record<string, number>>;
  /** Numbers of objects of the document of objects. */
  readonly sets: readonly (readonly number[])[];
}
