import type { StatementNode } from "../../../grammar/kong-conf/syntax-tree.ts";
import type { ConfigUnit } from "../../inputs/config-unit.ts";

/** The statements of a kong.conf; none for other carriers. */
export function kongConfStatements(unit: ConfigUnit): readonly StatementNode[] {
  return unit.syntax.carrier === "kong-conf" ? unit.syntax.tree.statements : [];
}
