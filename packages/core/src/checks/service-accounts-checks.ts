import type { Check } from "../check.ts";
import { defaultServiceAccountGranted } from "./service-accounts/default-service-account-granted.ts";
import { defaultServiceAccountMountsToken } from "./service-accounts/default-service-account-mounts-token.ts";
import { defaultServiceAccountUsed } from "./service-accounts/default-service-account-used.ts";
import { serviceAccountFieldDeprecated } from "./service-accounts/service-account-field-deprecated.ts";
import { serviceAccountMissing } from "./service-accounts/service-account-missing.ts";
import { serviceAccountShared } from "./service-accounts/service-account-shared.ts";
import { serviceAccountTokenLongLived } from "./service-accounts/service-account-token-long-lived.ts";
import { serviceAccountTokenMounted } from "./service-accounts/service-account-token-mounted.ts";
import { serviceAccountTokenSecret } from "./service-accounts/service-account-token-secret.ts";
import { serviceAccountUnused } from "./service-accounts/service-account-unused.ts";

/** The checks of the topic service-accounts, by id. */
export const serviceAccountsChecks: readonly Check[] = [
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
