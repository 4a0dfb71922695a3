import type { BuiltInCheck } from "../built-in-check.ts";
import { configMapReferenceMissing } from "./config-map-reference-missing.ts";
import { configMapUnused } from "./config-map-unused.ts";
import { encryptionKeyInFile } from "./encryption-key-in-file.ts";
import { secretExposedAsEnvironment } from "./secret-exposed-as-environment.ts";
import { secretInAnnotation } from "./secret-in-annotation.ts";
import { secretInCommand } from "./secret-in-command.ts";
import { secretInConfigMap } from "./secret-in-config-map.ts";
import { secretInEnvironment } from "./secret-in-environment.ts";
import { secretInField } from "./secret-in-field.ts";
import { secretInManifest } from "./secret-in-manifest.ts";
import { secretPlaceholder } from "./secret-placeholder.ts";
import { secretReferenceMissing } from "./secret-reference-missing.ts";
import { secretUnused } from "./secret-unused.ts";
import { secretsNotEncryptedAtRest } from "./secrets-not-encrypted-at-rest.ts";
import { storageClassNotEncrypted } from "./storage-class-not-encrypted.ts";

/** The checks of the topic secrets, by id. */
export const secretsChecks: readonly BuiltInCheck[] = [
  configMapReferenceMissing,
  configMapUnused,
  encryptionKeyInFile,
  secretExposedAsEnvironment,
  secretInAnnotation,
  secretInCommand,
  secretInConfigMap,
  secretInEnvironment,
  secretInField,
  secretInManifest,
  secretPlaceholder,
  secretReferenceMissing,
  secretUnused,
  secretsNotEncryptedAtRest,
  storageClassNotEncrypted,
];
