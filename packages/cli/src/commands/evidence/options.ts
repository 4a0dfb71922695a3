import type { OptionDeclaration } from "../../command.ts";

/** Where a bucket is, and how it is locked. */
export const S3_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "s3-endpoint",
    kind: "value",
    placeholder: "URL",
    default: "Amazon's",
    description: "Address of another object storage that speaks S3",
  },
  {
    name: "s3-region",
    kind: "value",
    placeholder: "REGION",
    default: "AWS_REGION, else us-east-1",
    description: "Region of the bucket",
  },
  {
    name: "s3-ca",
    kind: "value",
    placeholder: "FILE",
    completes: "file",
    default: "AWS_CA_BUNDLE, else the usual ones",
    description: "Certificates that are trusted",
  },
  {
    name: "s3-lock",
    kind: "value",
    placeholder: "MODE",
    choices: ["governance", "compliance"],
    default: "governance",
    description: "Object lock: compliance can be ended by nobody before its time",
  },
];

/** Where evidence is, and who asks: what all of its verbs take. */
export const STORE_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "store",
    kind: "value",
    placeholder: "DIRECTORY|s3://BUCKET/PREFIX",
    completes: "file",
    default: "watertight-evidence",
    description: "Where evidence is kept",
  },
  ...S3_OPTIONS,
  {
    name: "who",
    kind: "value",
    placeholder: "NAME",
    default: "what USER says",
    description: "Who does this: the chain of custody names him",
  },
  {
    name: "reason",
    kind: "value",
    placeholder: "TEXT",
    description: "Why: the chain of custody says it",
  },
];

/** Audit logs of which the slice around a pod is kept, and how long it is kept. */
export const CAPTURE_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "audit",
    kind: "values",
    placeholder: "LOG",
    completes: "file",
    description: "Audit log of which what concerns the pod is kept; may be repeated",
  },
  {
    name: "keep-days",
    kind: "value",
    placeholder: "DAYS",
    minimum: 1,
    default: "365",
    description: "Days that it is kept at least",
  },
];
