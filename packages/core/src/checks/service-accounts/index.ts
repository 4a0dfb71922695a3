import type { BuiltInCheck } from "../built-in-check.ts";
import { defaultServiceAccountGranted } from "./default-service-account-granted.ts";
import { defaultServiceAccountMountsToken } from "./default-service-account-mounts-token.ts";
import { defaultServiceAccountUsed } from "./default-service-account-used.ts";
import { serviceAccountFieldDeprecated } from "./service-account-field-deprecated.ts";
import { serviceAccountMissing } from "./service-account-missing.ts";
import { serviceAccountShared } from "./service-account-shared.ts";
import { serviceAccountTokenLongLived } from "./service-account-token-long-lived.ts";
import { serviceAccountTokenMounted } from "./service-account-token-mounted.ts";
import { serviceAccountTokenSecret } from "./service-account-token-secret.ts";
import { serviceAccountUnused } from "./service-account-unused.ts";

/** The checks of the topic service-accounts, by id. */
export const serviceAccountsChecks: readonly BuiltInCheck[] = [
  defaultServiceAccountGranted,
  defaultServiceAccountMountsToken,
  defaultServiceAccountUsed,
  serviceAccountFieldDeprecated,
  serviceAccountMissing,
  serviceAccountShared,
  serviceAccountTokenLongLived,
  serviceAccountTokenMounted,
  serviceAccountTokenSecret,
  serviceAccountUnused,
];
