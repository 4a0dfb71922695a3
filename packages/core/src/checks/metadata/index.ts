import type { Check } from "../check.ts";
import type { CheckParameters } from "../parameters.ts";
import { argoCdSettingsUnlabelled } from "./argo-cd-settings-unlabelled.ts";
import { labelDiffersFromName } from "./label-differs-from-name.ts";
import { requiredAnnotationsMissing } from "./required-annotations-missing.ts";
import { requiredLabelsMissing } from "./required-labels-missing.ts";

/** The checks of the topic metadata, by id. */
export function metadataChecks(all: CheckParameters): readonly Check[] {
  return [
    argoCdSettingsUnlabelled,
    labelDiffersFromName(all),
    requiredAnnotationsMissing(all),
    requiredLabelsMissing(all),
  ];
}
