import { lengthOf } from "../values/value.ts";
import type { Call, Expression } from "./ast.ts";
import { EntryParser } from "./entry-parser.ts";
import { literalOf } from "./literals.ts";
import { type MacroSets, macroOf } from "./macros.ts";
import { type CelIssue, issueAt } from "./source.ts";
import { type Rule, SyntaxFault } from "./token-reader.ts";
import { type Token, tokenize } from "./tokens.ts";

/*
 * The grammar of CEL (cel-go's parser/gen/CEL.g4) by recursive descent, with cel-go's limits.
 */

const MAX_CODE_POINTS = 100_000;
const RESERVED = new Set(
  "as break const continue else for function if import let loop package namespace return var void while".split(
    " ",
  ),
);

const RELATIONS = new Map([
  ["==", "_==_"],
  ["!=", "_!=_"],
  ["<", "_<_"],
  ["<=", "_<=_"],
  [">", "_>_"],
  [">=", "_>=_"],
  ["in", "@in"],
]);

const SUMS = new Map([
  ["+", "_+_"],
  ["-", "_-_"],
]);

const PRODUCTS = new Map([
  ["*", "_*_"],
  ["/", "_/_"],
  ["%", "_%_"],
]);

/** The tree of an expression, or what is wrong with its form. */
export function parseExpression(
  source: string,
  macros: MacroSets,
): { readonly expression: Expression } | { readonly issue: CelIssue } {
  const size = source.length > MAX_CODE_POINTS ? lengthOf(source) : 0;
  if (size > MAX_CODE_POINTS) {
    const message = `expression code point size exceeds limit: size: ${size}, limit ${MAX_CODE_POINTS}`;
    return { issue: { message, line: 1, column: 1 } };
  }
  const tokens = tokenize(source);
  if ("message" in tokens) {
    return { issue: issueAt(source, tokens.at, tokens.message) };
  }
  try {
    return { expression: new Parser(tokens, macros).whole() };
  } catch (error) {
    if (error instanceof SyntaxFault) {
      return { issue: issueAt(source, error.at, error.message) };
    }
    throw error;
  }
}

class Parser extends EntryParser {
  whole(): Expression {
    const expression = this.expression();
    if (this.token.kind !== "end") {
      this.unexpected();
    }
    return expression;
  }

  protected override expression(): Expression {
    this.deeper("expression");
    const condition = this.#disjunction();
    const question = this.take("?");
    if (question === undefined) {
      this.depths.expression--;
      return condition;
    }
    const yes = this.#disjunction();
    this.expect(":");
    const no = this.expression();
    this.depths.expression--;
    return call("_?_:_", [condition, yes, no], question.at);
  }

  #disjunction(): Expression {
    return this.#logical("||", "_||_", () => this.#conjunction());
  }

  #conjunction(): Expression {
    return this.#logical("&&", "_&&_", () => this.#relation());
  }

  #logical(sign: string, name: string, operand: () => Expression): Expression {
    const terms = [operand()];
    let position = -1;
    for (let token = this.take(sign); token !== undefined; token = this.take(sign)) {
      position = position === -1 ? token.at : position;
      terms.push(operand());
    }
    const [first] = terms;
    return terms.length === 1 && first !== undefined ? first : call(name, terms, position);
  }

  #relation(): Expression {
    return this.#chain("relation", RELATIONS, () => this.#sum());
  }

  #sum(): Expression {
    return this.#chain("calc", SUMS, () => this.#product());
  }

  #product(): Expression {
    return this.#chain("calc", PRODUCTS, () => this.#unary());
  }

  /** Operators of one rank, from the left. Each makes the tree one deeper, as in cel-go's grammar. */
  #chain(
    rule: Rule,
    operators: ReadonlyMap<string, string>,
    operand: () => Expression,
  ): Expression {
    let left = operand();
    const depth = this.depths[rule];
    for (;;) {
      const token = this.token;
      const name = token.kind === "operator" ? operators.get(token.text) : undefined;
      if (name === undefined) {
        this.depths[rule] = depth;
        return left;
      }
      this.at++;
      this.deeper(rule);
      left = call(name, [left, operand()], token.at);
    }
  }

  #unary(): Expression {
    const token = this.token;
    if (token.kind === "operator" && (token.text === "!" || token.text === "-")) {
      return this.#prefixed(token);
    }
    return this.#member(this.#primary());
  }

  /** Signs before a value: two of a kind cancel out, and a minus before a number belongs to it. */
  #prefixed(first: Token): Expression {
    let count = 0;
    while (this.is(first.text) && !this.#isNegativeNumber(count, first.text)) {
      this.at++;
      count++;
    }
    const operand = this.#member(this.#primary());
    return count % 2 === 0 ? operand : call(first.text === "!" ? "!_" : "-_", [operand], first.at);
  }

  #isNegativeNumber(count: number, sign: string): boolean {
    const next = this.tokens[this.at + 1];
    return sign === "-" && count === 0 && (next?.kind === "int" || next?.kind === "double");
  }

  #member(primary: Expression): Expression {
    let expression = primary;
    const depth = this.depths.member;
    for (;;) {
      const next = this.#suffix(expression);
      if (next === undefined) {
        this.depths.member = depth;
        return expression;
      }
      this.deeper("member");
      expression = next;
    }
  }

  #suffix(operand: Expression): Expression | undefined {
    const dot = this.take(".");
    if (dot !== undefined) {
      return this.#selection(operand, dot);
    }
    const bracket = this.take("[");
    if (bracket === undefined) {
      return;
    }
    const optional = this.takeOptional("[?");
    const index = this.expression();
    this.expect("]");
    return call(optional ? "_[?_]" : "_[_]", [operand, index], bracket.at);
  }

  #selection(operand: Expression, dot: Token): Expression {
    if (this.takeOptional(".?")) {
      const { text, at } = this.fieldName();
      const field: Expression = { kind: "literal", value: text, position: at };
      return call("_?._", [operand, field], dot.at);
    }
    const { text } = this.fieldName();
    const parenthesis = this.take("(");
    if (parenthesis === undefined) {
      return { kind: "select", operand, field: text, test: false, position: dot.at };
    }
    return this.#call(text, operand, parenthesis.at);
  }

  #call(name: string, target: Expression | undefined, position: number): Expression {
    const args = this.is(")") ? [] : this.#expressions();
    this.expect(")");
    const expanded = macroOf(
      name,
      { target, args, position },
      this.macros,
    )?.({
      target,
      args,
      position,
    });
    if (expanded === undefined) {
      return { kind: "call", name, target, args, position };
    }
    if ("fault" in expanded) {
      throw new SyntaxFault(expanded.fault, expanded.position);
    }
    return expanded;
  }

  #expressions(): Expression[] {
    const found = [this.expression()];
    while (this.take(",") !== undefined) {
      found.push(this.expression());
    }
    return found;
  }

  #primary(): Expression {
    const token = this.token;
    if (token.kind !== "operator") {
      return token.kind === "identifier" ? this.#name(token, "") : this.#literal(token);
    }
    switch (token.text) {
      case "(": {
        this.at++;
        const inner = this.expression();
        this.expect(")");
        return inner;
      }
      case "[":
        return this.list();
      case "{":
        return this.map();
      case ".":
        this.at++;
        return this.#name(this.token, ".");
      case "-":
        return this.#literal(token);
      default:
        return this.unexpected();
    }
  }

  #name(token: Token, dot: "" | "."): Expression {
    if (token.kind !== "identifier") {
      this.unexpected("IDENTIFIER");
    }
    const struct = this.structName();
    if (struct !== undefined) {
      return this.struct(`${dot}${struct}`);
    }
    this.at++;
    if (RESERVED.has(token.text)) {
      throw new SyntaxFault(`reserved identifier: ${token.text}`, token.at);
    }
    const parenthesis = this.take("(");
    return parenthesis === undefined
      ? { kind: "identifier", name: token.text, position: token.at }
      : this.#call(token.text, undefined, parenthesis.at);
  }

  #literal(token: Token): Expression {
    this.at++;
    const isNegative = token.text === "-" && token.kind === "operator";
    const written = isNegative ? this.token : token;
    if (isNegative) {
      this.at++;
    }
    const literal = literalOf(written, isNegative);
    if (literal === undefined) {
      this.at--;
      return this.unexpected();
    }
    if ("fault" in literal) {
      throw new SyntaxFault(literal.fault, token.at);
    }
    return { kind: "literal", value: literal.value, position: token.at };
  }
}

function call(name: string, args: readonly Expression[], position: number): Call {
  return { kind: "call", name, target: undefined, args, position };
}
