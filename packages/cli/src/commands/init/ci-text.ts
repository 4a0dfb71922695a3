/** A file that runs a scan in a CI system, and what is left to do for it. */
export interface CiFile {
  readonly file: string;
  readonly text: string;
  /** A whole sentence; undefined where nothing is left. */
  readonly next: string | undefined;
}

/** What scans these paths in a CI system, with this version of the command. */
export function ciFile(
  system: "github" | "gitlab",
  { paths, version }: { readonly paths: readonly string[]; readonly version: string },
): CiFile {
  const scan = `npx --yes watertight@${version} scan`;
  const operands = paths.map(quoted).join(" ");
  return system === "github" ? github(scan, operands) : gitlab(scan, operands);
}

function github(scan: string, operands: string): CiFile {
  return {
    file: ".github/workflows/watertight.yaml",
    next: undefined,
    text: `# Scans the manifests of every pull request: remarks beside the lines, and a report for code scanning.
name: watertight
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
  security-events: write
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # For scan --changed, which asks git what a branch has changed.
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      # The runner has Helm, Kustomize and kubectl; "watertight doctor" says what is missing elsewhere.
      - run: ${scan} -o github -o sarif=watertight.sarif ${operands}
      - uses: github/codeql-action/upload-sarif@v3
        if: always()
        with:
          sarif_file: watertight.sarif
`,
  };
}

function gitlab(scan: string, operands: string): CiFile {
  const file = ".gitlab/watertight.gitlab-ci.yml";
  return {
    file,
    next: `Name it in .gitlab-ci.yml: include: [{local: ${file}}].`,
    text: `# Scans the manifests of every merge request, with a report for its Code Quality widget.
watertight:
  image: node:22
  script:
    # The image has neither Helm nor Kustomize: install them where there are charts or kustomizations.
    - ${scan} -o pretty -o gitlab=watertight.json ${operands}
  artifacts:
    when: always
    reports:
      codequality: watertight.json
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
  };
}

/** As a POSIX shell reads it, in a plain scalar of YAML: nothing there may end the scalar. */
function quoted(path: string): string {
  return /^[\w@%+=,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
