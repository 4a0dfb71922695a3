import type { Check } from "../check.ts";
import type { CheckParameters } from "./parameters.ts";
import { cpuLimitMissing } from "./resources/cpu-limit-missing.ts";
import { cpuLimitSet } from "./resources/cpu-limit-set.ts";
import { cpuRequestMissing } from "./resources/cpu-request-missing.ts";
import { ephemeralStorageLimitMissing } from "./resources/ephemeral-storage-limit-missing.ts";
import { ephemeralStorageRequestMissing } from "./resources/ephemeral-storage-request-missing.ts";
import { limitAboveRequest } from "./resources/limit-above-request.ts";
import { memoryLimitMissing } from "./resources/memory-limit-missing.ts";
import { memoryRequestMissing } from "./resources/memory-request-missing.ts";
import { resourceOutOfBounds } from "./resources/resource-out-of-bounds.ts";
import { volumeClaimIncomplete } from "./resources/volume-claim-incomplete.ts";
import { volumeClaimShared } from "./resources/volume-claim-shared.ts";

/** The checks of the topic resources, by id. */
export function resourcesChecks(all: CheckParameters): readonly Check[] {
  return [
    cpuLimitMissing,
    cpuLimitSet(all),
    cpuRequestMissing,
    ephemeralStorageLimitMissing,
    ephemeralStorageRequestMissing,
    limitAboveRequest(all),
    memoryLimitMissing,
    memoryRequestMissing,
    resourceOutOfBounds(all),
    volumeClaimIncomplete,
    volumeClaimShared,
  ];
}
