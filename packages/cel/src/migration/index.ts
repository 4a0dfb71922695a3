export { migratePolicies } from "./migrate.ts";
export type { MigratedRule } from "./migrated.ts";
