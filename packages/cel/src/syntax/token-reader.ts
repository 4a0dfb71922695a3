import type { Token } from "./tokens.ts";

/** What is thrown within the parser, and never leaves it. */
export class SyntaxFault extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const MAX_DEPTH = 250;

/** Rules of the grammar that are within themselves. */
export type Rule = "calc" | "expression" | "member" | "relation";

/** Where a parser is in its tokens, and how deep. */
export class TokenReader {
  protected readonly tokens: readonly Token[];
  protected at = 0;
  protected readonly depths: Record<Rule, number> = {
    calc: 0,
    expression: 0,
    member: 0,
    relation: 0,
  };

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  protected get token(): Token {
    return this.tokens[this.at] ?? { kind: "end", text: "<EOF>", at: 0 };
  }

  protected is(text: string): boolean {
    const token = this.token;
    return token.kind === "operator" && token.text === text;
  }

  protected take(text: string): Token | undefined {
    const token = this.token;
    if (token.kind !== "operator" || token.text !== text) {
      return;
    }
    this.at++;
    return token;
  }

  protected expect(text: string): Token {
    return this.take(text) ?? this.unexpected(`'${text}'`);
  }

  protected unexpected(wanted?: string): never {
    const { text, at, kind } = this.token;
    const shown = kind === "end" ? text : `'${text}'`;
    const expecting = wanted === undefined ? "" : ` expecting ${wanted}`;
    throw new SyntaxFault(`Syntax error: unexpected ${shown}${expecting}`, at);
  }

  /** One step deeper in a rule of the grammar: each has its own limit, as in cel-go. */
  protected deeper(rule: Rule): void {
    this.depths[rule]++;
    if (this.depths[rule] > MAX_DEPTH) {
      throw new SyntaxFault(`expression recursion limit exceeded: ${MAX_DEPTH}`, this.token.at);
    }
  }
}
