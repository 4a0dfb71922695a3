import type { BuiltInCheck } from "../built-in-check.ts";
import { gitSyncCustomGit } from "./git-sync-custom-git.ts";
import { kubernetesDashboard } from "./kubernetes-dashboard.ts";
import { logsKeptInCluster } from "./logs-kept-in-cluster.ts";
import { nakedPod } from "./naked-pod.ts";
import { nodeLogCollectorMissing } from "./node-log-collector-missing.ts";
import { podFieldMisplaced } from "./pod-field-misplaced.ts";
import { serviceLinksEnabled } from "./service-links-enabled.ts";
import { shellCommand } from "./shell-command.ts";
import { sshServer } from "./ssh-server.ts";
import { sudoInCommand } from "./sudo-in-command.ts";

/** The checks of the topic workloads, by id. */
export const workloadsChecks: readonly BuiltInCheck[] = [
  gitSyncCustomGit,
  kubernetesDashboard,
  logsKeptInCluster,
  nakedPod,
  nodeLogCollectorMissing,
  podFieldMisplaced,
  serviceLinksEnabled,
  shellCommand,
  sshServer,
  sudoInCommand,
];
