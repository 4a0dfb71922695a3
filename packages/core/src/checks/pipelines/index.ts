import type { BuiltInCheck } from "../built-in-check.ts";
import { argoCdProjectOpen } from "./argo-cd-project-open.ts";
import { pipelineAgentWide } from "./pipeline-agent-wide.ts";
import { pipelineCertificateConnection } from "./pipeline-certificate-connection.ts";
import { pipelineClusterAdmin } from "./pipeline-cluster-admin.ts";
import { pipelineCredentialStored } from "./pipeline-credential-stored.ts";
import { pipelineEnvironmentMissing } from "./pipeline-environment-missing.ts";
import { pipelineOpenToEverybody } from "./pipeline-open-to-everybody.ts";
import { pipelineSourceUnencrypted } from "./pipeline-source-unencrypted.ts";

/** The checks of the topic pipelines, by id. */
export const pipelinesChecks: readonly BuiltInCheck[] = [
  argoCdProjectOpen,
  pipelineAgentWide,
  pipelineCertificateConnection,
  pipelineClusterAdmin,
  pipelineCredentialStored,
  pipelineEnvironmentMissing,
  pipelineOpenToEverybody,
  pipelineSourceUnencrypted,
];
