import type { Check } from "../check.ts";
import { argoCdSettingsUnlabelled } from "./metadata/argo-cd-settings-unlabelled.ts";
import { labelDiffersFromName } from "./metadata/label-differs-from-name.ts";
import { requiredAnnotationsMissing } from "./metadata/required-annotations-missing.ts";
import { requiredLabelsMissing } from "./metadata/required-labels-missing.ts";
import type { CheckParameters } from "./parameters.ts";

/** The checks of the topic metadata, by id. */
export function metadataChecks(all: CheckParameters): readonly Check[] {
  return [
    argoCdSettingsUnlabelled,
    labelDiffersFromName(all),
    requiredAnnotationsMissing(all),
    requiredLabelsMissing(all),
  ];
}
