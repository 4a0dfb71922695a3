export type { Dedication } from "./dedication.ts";
export { dedicationOf } from "./dedication.ts";
export type { Breach, DedicationSide } from "./dedication-model.ts";
export type { DedicationPlan } from "./dedication-plan.ts";
export { dedicationPlan } from "./dedication-plan.ts";
export { poolOf } from "./pool.ts";
export type { Tenant, TenantSettings } from "./tenants.ts";
export { tenantsOf } from "./tenants.ts";
