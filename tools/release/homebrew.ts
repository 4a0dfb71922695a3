import type { ProjectManifest } from "../packaging/manifest.ts";
import { downloadsOf } from "./krew.ts";

/** The formula by which Homebrew installs the packed file (https://docs.brew.sh/Formula-Cookbook, https://docs.brew.sh/Node-for-Formula-Authors). */
export function homebrewFormula(
  { description, license, name, version }: ProjectManifest,
  { sha256, repository }: { readonly sha256: string; readonly repository: string },
): string {
  // Homebrew wants it short, and without the name.
  const summary = description.split(":")[0] ?? description;
  return `class Watertight < Formula
  desc ${JSON.stringify(summary)}
  homepage ${JSON.stringify(repository)}
  url ${JSON.stringify(`${downloadsOf(repository, version)}/${name}-${version}.tgz`)}
  sha256 ${JSON.stringify(sha256)}
  license ${JSON.stringify(license)}

  depends_on "node"

  def install
    system "npm", "install", *std_npm_args
    bin.install_symlink libexec.glob("bin/*")
    man1.install_symlink libexec.glob("lib/node_modules/watertight/man/*.1")
    completions = libexec/"lib/node_modules/watertight/completions"
    bash_completion.install completions/"bash/watertight"
    zsh_completion.install completions/"zsh/_watertight"
    fish_completion.install completions/"fish/watertight.fish"
  end

  test do
    (testpath/"pod.yaml").write <<~YAML
      apiVersion: v1
      kind: Pod
      metadata:
        name: agent
      spec:
        containers:
          - name: agent
            image: registry.shop.example/agent:1
            securityContext:
              privileged: true
    YAML
    output = shell_output("#{bin}/watertight scan -o oneline pod.yaml", 1)
    assert_match "privileged-container", output
  end
end
`;
}
