import type { BuiltInCheck } from "../built-in-check.ts";
import { cpuLimitMissing } from "./cpu-limit-missing.ts";
import { cpuLimitSet } from "./cpu-limit-set.ts";
import { cpuRequestMissing } from "./cpu-request-missing.ts";
import { ephemeralStorageLimitMissing } from "./ephemeral-storage-limit-missing.ts";
import { ephemeralStorageRequestMissing } from "./ephemeral-storage-request-missing.ts";
import { limitAboveRequest } from "./limit-above-request.ts";
import { memoryLimitMissing } from "./memory-limit-missing.ts";
import { memoryRequestMissing } from "./memory-request-missing.ts";
import { memoryVolumeUnlimited } from "./memory-volume-unlimited.ts";
import { resourceOutOfBounds } from "./resource-out-of-bounds.ts";
import { volumeClaimIncomplete } from "./volume-claim-incomplete.ts";
import { volumeClaimShared } from "./volume-claim-shared.ts";

/** The checks of the topic resources, by id. */
export const resourcesChecks: readonly BuiltInCheck[] = [
  cpuLimitMissing,
  cpuLimitSet,
  cpuRequestMissing,
  ephemeralStorageLimitMissing,
  ephemeralStorageRequestMissing,
  limitAboveRequest,
  memoryLimitMissing,
  memoryRequestMissing,
  memoryVolumeUnlimited,
  resourceOutOfBounds,
  volumeClaimIncomplete,
  volumeClaimShared,
];
