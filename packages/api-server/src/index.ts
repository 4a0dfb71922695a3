export type { Connection, RequestLimits } from "./connect.ts";
export { connect } from "./connect.ts";
export { ClusterFailure } from "./failure.ts";
export type { ConnectOptions } from "./kubeconfig/options.ts";
