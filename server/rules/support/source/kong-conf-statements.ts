import type { ContentNode } from "../../../../grammar/kong-conf/syntax-tree.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";

/** The statements of a kong.conf that are no comments and no blank lines; none for other carriers. */
export function kongConfStatements(unit: ConfigUnit): readonly ContentNode[] {
  return unit.file !== undefined ? unit.file.content : [];
}
