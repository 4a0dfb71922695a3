import type { BuiltInCheck } from "../built-in-check.ts";
import { argoCdSettingsUnlabelled } from "./argo-cd-settings-unlabelled.ts";
import { labelDiffersFromName } from "./label-differs-from-name.ts";
import { objectReplaced } from "./object-replaced.ts";
import { requiredAnnotationsMissing } from "./required-annotations-missing.ts";
import { requiredLabelsMissing } from "./required-labels-missing.ts";

/** The checks of the topic metadata, by id. */
export const metadataChecks: readonly BuiltInCheck[] = [
  argoCdSettingsUnlabelled,
  labelDiffersFromName,
  objectReplaced,
  requiredAnnotationsMissing,
  requiredLabelsMissing,
];
