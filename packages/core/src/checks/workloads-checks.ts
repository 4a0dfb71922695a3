import type { Check } from "../check.ts";
import { gitSyncProgram } from "./workloads/git-sync-program.ts";
import { kubernetesDashboard } from "./workloads/kubernetes-dashboard.ts";
import { nakedPod } from "./workloads/naked-pod.ts";
import { podFieldMisplaced } from "./workloads/pod-field-misplaced.ts";
import { serviceLinksEnabled } from "./workloads/service-links-enabled.ts";
import { shellCommand } from "./workloads/shell-command.ts";
import { sshServer } from "./workloads/ssh-server.ts";
import { sudoInCommand } from "./workloads/sudo-in-command.ts";

/** The checks of the topic workloads, by id. */
export const workloadsChecks: readonly Check[] = [
  gitSyncProgram,
  kubernetesDashboard,
  nakedPod,
  podFieldMisplaced,
  serviceLinksEnabled,
  shellCommand,
  sshServer,
  sudoInCommand,
];
