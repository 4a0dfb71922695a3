import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** A cluster that somebody may see, and of it all or some namespaces; what has no namespace shows to whoever may see all. */
export interface Grant {
  readonly cluster: string;
  readonly namespaces: "all" | readonly string[];
}

/** What somebody may see. Every question to the store is asked within one. */
export type Scope = "all" | readonly Grant[];

type Columns = "cluster" | "namespace";

/** The condition that a row is within a scope, over the name of its cluster and, where it has one, its namespace. */
export function within<Table extends keyof Tables>(
  all: ExpressionBuilder<Tables, Table>,
  scope: Scope,
  columns: { readonly [Column in Columns]?: Expression<string> },
): Expression<SqlBool> {
  if (scope === "all") return sql<SqlBool>`1 = 1`;
  const { cluster, namespace } = columns;
  if (!cluster) return sql<SqlBool>`1 = 0`;
  const allowed = scope.map((grant): Expression<SqlBool> => {
    const isCluster = sql<SqlBool>`${cluster} = ${grant.cluster}`;
    if (grant.namespaces === "all" || !namespace) return isCluster;
    const names = grant.namespaces;
    if (names.length === 0) return sql<SqlBool>`1 = 0`;
    return sql<SqlBool>`(${isCluster} and ${namespace} in (${sql.join(names)}))`;
  });
  return allowed.length === 0 ? sql<SqlBool>`1 = 0` : all.or(allowed);
}

/** Whether a scope shows a namespace; "" is what has none. */
export function shows(scope: Scope, cluster: string, namespace: string): boolean {
  if (scope === "all") return true;
  return scope.some(
    (grant) =>
      grant.cluster === cluster &&
      (grant.namespaces === "all" || grant.namespaces.includes(namespace)),
  );
}

/** Whether a scope shows all of a cluster. */
export function showsAllOf(scope: Scope, cluster: string): boolean {
  return (
    scope === "all" ||
    scope.some((grant) => grant.cluster === cluster && grant.namespaces === "all")
  );
}
