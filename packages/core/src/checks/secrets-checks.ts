import type { Check } from "../check.ts";
import type { CheckParameters } from "./parameters.ts";
import { configMapReferenceMissing } from "./secrets/config-map-reference-missing.ts";
import { configMapUnused } from "./secrets/config-map-unused.ts";
import { secretExposedAsEnvironment } from "./secrets/secret-exposed-as-environment.ts";
import { secretInAnnotation } from "./secrets/secret-in-annotation.ts";
import { secretInCommand } from "./secrets/secret-in-command.ts";
import { secretInConfigMap } from "./secrets/secret-in-config-map.ts";
import { secretInEnvironment } from "./secrets/secret-in-environment.ts";
import { secretInField } from "./secrets/secret-in-field.ts";
import { secretInManifest } from "./secrets/secret-in-manifest.ts";
import { secretReferenceMissing } from "./secrets/secret-reference-missing.ts";
import { secretUnused } from "./secrets/secret-unused.ts";
import { secretsNotEncryptedAtRest } from "./secrets/secrets-not-encrypted-at-rest.ts";
import { storageClassNotEncrypted } from "./secrets/storage-class-not-encrypted.ts";

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
