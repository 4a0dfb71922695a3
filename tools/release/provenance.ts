/** Where and of what a release is made. */
export interface Origin {
  /** The address of the code, as `https://github.com/owner/watertight`. */
  readonly repository: string;
  readonly commit: string;
  /** `refs/tags/v0.1.0`. */
  readonly ref: string;
  /** Where a workflow of the code host makes it: which one, and which run. */
  readonly workflow?: { readonly path: string; readonly run: string };
}

/** A file that is published, with its hash. */
export interface Subject {
  readonly name: string;
  readonly sha256: string;
}

/**
 * Says of files what they were made of and by whom: an in-toto statement with SLSA provenance v1 (https://slsa.dev/spec/v1.0/provenance). It is not signed: the workflow has
 * its identity sign one for what it publishes.
 */
export function provenanceOf(subjects: readonly Subject[], origin: Origin): object {
  const { repository, commit, ref, workflow } = origin;
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: subjects.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType:
          workflow === undefined
            ? `${repository}/blob/${commit}/docs/publishing.md`
            : "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1",
        externalParameters:
          workflow === undefined
            ? { command: "npm run release", ref }
            : { workflow: { ref, repository, path: workflow.path } },
        resolvedDependencies: [{ uri: `git+${repository}@${ref}`, digest: { gitCommit: commit } }],
      },
      runDetails: {
        builder: {
          id:
            workflow === undefined
              ? `${repository}/blob/${commit}/tools/release.ts`
              : "https://github.com/actions/runner/github-hosted",
        },
        ...(workflow === undefined ? {} : { metadata: { invocationId: workflow.run } }),
      },
    },
  };
}
