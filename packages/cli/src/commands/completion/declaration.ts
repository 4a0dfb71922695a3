import type { Command } from "../../command.ts";

/** `watertight completion`, which has to know all verbs; they are asked for when it runs. */
export const completion = (commands: () => readonly Command[]): Command => ({
  name: "completion",
  summary: "Print a script that completes commands in a shell",
  usage: "completion SHELL",
  operands: {
    placeholder: "the name of a shell",
    minimum: 1,
    maximum: 1,
    choices: ["bash", "zsh", "fish"],
  },
  options: [],
  examples: [
    {
      command: 'eval "$(watertight completion bash)"',
      description: "Completion in this bash; the same line in .bashrc for every one",
    },
    {
      command: "watertight completion fish > ~/.config/fish/completions/watertight.fish",
      description: "Completion in fish",
    },
  ],
  run: async () => {
    const { printsCompletionOf } = await import("./run.ts");
    return { run: printsCompletionOf(commands()) };
  },
});
