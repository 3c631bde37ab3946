import type { Expression, ForGenericStatement, IfStatement, Node, Statement } from "luaparse";
import type { Bounds } from "../../schemas/property.ts";
import type { KongModules } from "./kong-modules.ts";
import { calleeName, type LuaModule, lineOf, nodesIn } from "./lua-module.ts";
import { asTable } from "./lua-value.ts";

/** What the loader's code checks of a property beyond its type. */
export interface PropertyChecks {
  readonly bounds?: Bounds;
  readonly itemEnum?: readonly string[];
  readonly rejectedValues?: readonly string[];
  /** `path:line` */
  readonly source: string;
}

/** The checks by property, and those whose form this reading does not understand, one line for a person each. */
export interface LoaderChecks {
  readonly checks: ReadonlyMap<string, PropertyChecks>;
  readonly undecided: readonly string[];
}

type Found = Omit<PropertyChecks, "source">;

/**
 * Reads out of the loader's code the checks that a catalog can state: comparisons of a property with a number, members of
 * a list that must be keys of a table, and values of a set that are refused all the same. Only what leads to an error of
 * the loader counts.
 */
export function loaderChecks(modules: KongModules): LoaderChecks {
  const checks = new Map<string, PropertyChecks>();
  const undecided: string[] = [];
  const add = (module: LuaModule, line: number, property: string, found: Found) => {
    const known = checks.get(property);
    const bounds = found.bounds && { ...known?.bounds, ...found.bounds };
    checks.set(property, { ...known, ...found, ...(bounds && { bounds }), source: `${module.path}:${line}` });
  };
  for (const module of modules.loader) {
    const conditional = conditionalIfs(module);
    for (const node of nodesIn(module.tree)) {
      if (node.type === "IfStatement")
        // A value that is refused on a condition, such as `database = off` of a control plane, is no refused value.
        for (const { property, found, line } of ifChecks(node))
          if (found.rejectedValues === undefined || !conditional.has(node))
            add(module, line, property, found);
      if (node.type === "ForGenericStatement") {
        const check = listCheck(module, node);
        if (check === undefined) continue;
        if (check.items === undefined)
          undecided.push(`${module.path}:${lineOf(node)}: which members ${check.property} may have`);
        else add(module, lineOf(node), check.property, { itemEnum: check.items });
      }
    }
  }
  return { checks, undecided };
}

/** The `if` statements inside another one. */
function conditionalIfs(module: LuaModule): ReadonlySet<Node> {
  const inner = new Set<Node>();
  for (const node of nodesIn(module.tree))
    if (node.type === "IfStatement" && !inner.has(node))
      for (const below of nodesIn(node)) if (below !== node && below.type === "IfStatement") inner.add(below);
  return inner;
}

function* ifChecks(node: IfStatement): Generator<{ property: string; found: Found; line: number }> {
  for (const clause of node.clauses) {
    if (clause.type === "ElseClause" || !clause.body.some(reportsError)) continue;
    for (const part of partsOf(clause.condition, "or")) {
      const comparison = comparisonOf(part);
      if (comparison !== undefined) yield { ...comparison, line: lineOf(clause) };
    }
  }
}

/** `errors[#errors + 1] = …` */
function reportsError(statement: Statement): boolean {
  return (
    statement.type === "AssignmentStatement" &&
    statement.variables.some(
      (variable) =>
        variable.type === "IndexExpression" &&
        variable.base.type === "Identifier" &&
        variable.base.name === "errors",
    )
  );
}

/** `conf.x < 60`, `conf.x ~= floor(conf.x)`, `conf.x == "cassandra"`: what they leave to the property, or refuse. */
function comparisonOf(expression: Expression): { property: string; found: Found } | undefined {
  if (expression.type !== "BinaryExpression") return undefined;
  const { operator, left, right } = expression;
  const property = propertyOf(left);
  if (property === undefined) return undefined;
  if (right.type === "NumericLiteral")
    switch (operator) {
      case "<":
        return { property, found: { bounds: { min: right.value } } };
      case "<=":
        return { property, found: { bounds: { exclusiveMin: right.value } } };
      case ">":
        return { property, found: { bounds: { max: right.value } } };
      default:
        return undefined;
    }
  if (operator === "~=" && right.type === "CallExpression" && calleeName(right.base) === "floor")
    return { property, found: { bounds: { integer: true } } };
  if (operator === "==" && right.type === "StringLiteral")
    return { property, found: { rejectedValues: [right.value] } };
  return undefined;
}

/** A loop over the members of `conf.x` that reports an error where a member is no key of a table. */
function listCheck(
  module: LuaModule,
  loop: ForGenericStatement,
): { property: string; items: readonly string[] | undefined } | undefined {
  const [iterator] = loop.iterators;
  if (iterator?.type !== "CallExpression" || calleeName(iterator.base) !== "ipairs") return undefined;
  const property = iterator.arguments[0] && propertyOf(iterator.arguments[0]);
  if (property === undefined) return undefined;
  for (const statement of loop.body) {
    if (statement.type !== "IfStatement") continue;
    const [clause] = statement.clauses;
    if (clause?.type !== "IfClause" || !clause.body.some(reportsError)) continue;
    const parts = partsOf(clause.condition, "and");
    const table = parts.map(negatedLookUp).find((base) => base !== undefined);
    if (table === undefined) continue;
    const also = parts.flatMap((part) =>
      part.type === "BinaryExpression" && part.operator === "~=" && part.right.type === "StringLiteral"
        ? [part.right.value]
        : [],
    );
    const keys = asTable(module.evaluate(table));
    if (keys === undefined) return { property, items: undefined };
    const named = [...keys.fields].map(([key, { value }]) => (typeof value === "string" ? value : key));
    return { property, items: [...named, ...also] };
  }
  return undefined;
}

/** `not allowed[…]`: the table that is looked into. */
function negatedLookUp(expression: Expression): Expression | undefined {
  if (expression.type !== "UnaryExpression" || expression.operator !== "not") return undefined;
  return expression.argument.type === "IndexExpression" ? expression.argument.base : undefined;
}

function partsOf(expression: Expression, operator: "and" | "or"): Expression[] {
  return expression.type === "LogicalExpression" && expression.operator === operator
    ? [...partsOf(expression.left, operator), ...partsOf(expression.right, operator)]
    : [expression];
}

/** `conf.x` */
function propertyOf(expression: Expression): string | undefined {
  return expression.type === "MemberExpression" &&
    expression.base.type === "Identifier" &&
    expression.base.name === "conf"
    ? expression.identifier.name
    : undefined;
}
