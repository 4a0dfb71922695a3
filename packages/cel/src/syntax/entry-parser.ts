import type { Expression, MapEntry, StructField } from "./ast.ts";
import type { MacroSets } from "./macros.ts";
import { SyntaxFault, TokenReader } from "./token-reader.ts";
import type { Token } from "./tokens.ts";

/** Lists, maps and objects, whose entries are expressions. */
export abstract class EntryParser extends TokenReader {
  protected readonly macros: MacroSets;

  constructor(tokens: readonly Token[], macros: MacroSets) {
    super(tokens);
    this.macros = macros;
  }

  protected abstract expression(): Expression;

  protected takeOptional(syntax: string): boolean {
    const question = this.take("?");
    if (question !== undefined && !this.macros.optionals) {
      throw new SyntaxFault(`unsupported syntax '${syntax}'`, question.at);
    }
    return question !== undefined;
  }

  protected fieldName(): Token {
    const token = this.token;
    if (token.kind === "escaped-identifier") {
      throw new SyntaxFault("unsupported syntax: '`'", token.at);
    }
    if (token.kind !== "identifier") {
      this.unexpected("IDENTIFIER");
    }
    this.at++;
    return token;
  }

  /** The name of `a.b.C{…}`, and the parser before the brace; nothing, and the parser where it was, if none begins here. */
  protected structName(): string | undefined {
    let at = this.at;
    const parts: string[] = [];
    for (;;) {
      const token = this.tokens[at];
      if (token?.kind !== "identifier") {
        return;
      }
      parts.push(token.text);
      const sign = this.tokens[at + 1];
      if (sign?.kind !== "operator" || (sign.text !== "." && sign.text !== "{")) {
        return;
      }
      if (sign.text === "{") {
        this.at = at + 1;
        return parts.join(".");
      }
      at += 2;
    }
  }

  protected struct(name: string): Expression {
    const { at } = this.expect("{");
    const fields: StructField[] = [];
    while (!this.is("}")) {
      const optional = this.takeOptional("?");
      const field = this.fieldName();
      const colon = this.expect(":");
      const value = this.expression();
      fields.push({ name: field.text, value, optional, position: colon.at });
      if (this.take(",") === undefined) {
        break;
      }
    }
    this.expect("}");
    return { kind: "struct", name, fields, position: at };
  }

  protected list(): Expression {
    const { at } = this.expect("[");
    const elements: Expression[] = [];
    const optional = new Set<number>();
    while (!this.is("]")) {
      if (this.takeOptional("?")) {
        optional.add(elements.length);
      }
      elements.push(this.expression());
      if (this.take(",") === undefined) {
        break;
      }
    }
    this.expect("]");
    return { kind: "list", elements, optional, position: at };
  }

  protected map(): Expression {
    const { at } = this.expect("{");
    const entries: MapEntry[] = [];
    while (!this.is("}")) {
      const optional = this.takeOptional("?");
      const key = this.expression();
      const colon = this.expect(":");
      entries.push({ key, value: this.expression(), optional, position: colon.at });
      if (this.take(",") === undefined) {
        break;
      }
    }
    this.expect("}");
    return { kind: "map", entries, position: at };
  }
}
