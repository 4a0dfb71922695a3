import type { Check } from "../check.ts";
import type { CheckParameters } from "../parameters.ts";
import { configMapReferenceMissing } from "./config-map-reference-missing.ts";
import { configMapUnused } from "./config-map-unused.ts";
import { secretExposedAsEnvironment } from "./secret-exposed-as-environment.ts";
import { secretInAnnotation } from "./secret-in-annotation.ts";
import { secretInCommand } from "./secret-in-command.ts";
import { secretInConfigMap } from "./secret-in-config-map.ts";
import { secretInEnvironment } from "./secret-in-environment.ts";
import { secretInField } from "./secret-in-field.ts";
import { secretInManifest } from "./secret-in-manifest.ts";
import { secretReferenceMissing } from "./secret-reference-missing.ts";
import { secretUnused } from "./secret-unused.ts";
import { secretsNotEncryptedAtRest } from "./secrets-not-encrypted-at-rest.ts";
import { storageClassNotEncrypted } from "./storage-class-not-encrypted.ts";

/** The checks of the topic secrets, by id. */
export function secretsChecks(all: CheckParameters): readonly Check[] {
  return [
    configMapReferenceMissing,
    configMapUnused,
    secretExposedAsEnvironment,
    secretInAnnotation(all),
    secretInCommand(all),
    secretInConfigMap(all),
    secretInEnvironment(all),
    secretInField(all),
    secretInManifest(all),
    secretReferenceMissing,
    secretUnused,
    secretsNotEncryptedAtRest,
    storageClassNotEncrypted,
  ];
}
