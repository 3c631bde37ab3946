import { memoizeLast } from "../../../grammar/text/memoize.ts";
import { isVaultReference } from "../../../grammar/values/parse-vault-reference.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import { compareVersions } from "../../../schemas/release.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { Location } from "../../model/location.ts";
import { valueItems, valueSpan } from "./value-items.ts";

/** `{vault//env/x}`, `{vault:env/x}`: a sign is missing between the word and the name of the vault. */
const MISSING_SIGN = /^\{vault(?::\/?|\/{1,2})[a-z0-9_-]+\/[^\s{}]+\}$/i;

/** Whether a text has to do with a vault reference at all, well-formed or not. */
export function mentionsVault(text: string): boolean {
  if (text.includes("://")) return /vault:\/\//i.test(text);
  return text.startsWith("{") && MISSING_SIGN.test(text);
}

/** A value, or an entry of a list, that has to do with a vault. */
export interface VaultText {
  readonly assignment: Assignment;
  readonly text: string;
  /** Where it begins in the written value. */
  readonly offset: number;
  readonly span: Location;
  /** Whether it has the form of a reference and stands where Kong looks for one. */
  readonly isReference: boolean;
  /** True for one of several entries of a list in a release that only takes whole values. */
  readonly inList: boolean;
}

/** The first release that takes entries of lists for references. */
const LIST_ENTRIES = "3.9";

/** All texts of a source that mention a vault, in properties that Kong reads from it. Templates are left out. */
export function vaultTexts({
  unit,
  reading,
  catalog,
}: {
  readonly unit: ConfigUnit;
  readonly reading: Reading;
  readonly catalog: Catalog;
}): readonly VaultText[] {
  return textsIn(unit, reading, catalog);
}

/** Several rules ask the same of one reading. */
const textsIn = memoizeLast((unit: ConfigUnit, reading: Reading, catalog: Catalog): readonly VaultText[] =>
  unit.assignments.flatMap((assignment) => {
    const { property, writtenValue } = assignment;
    if (!mentionsVault(writtenValue) || isTemplate(assignment) || !catalog.knows(property)) return [];
    if (reading.assignment(property) !== assignment) return [];
    return textsOf(assignment, catalog);
  }),
);

function textsOf(assignment: Assignment, catalog: Catalog): VaultText[] {
  const { writtenValue: text } = assignment;
  const items = catalog.property(assignment.property)?.type === "array" ? valueItems(assignment) : [];
  if (items.length < 2) {
    const span = valueSpan(assignment, 0, text.length);
    return [{ assignment, text, offset: 0, span, isReference: isVaultReference(text), inList: false }];
  }
  const read = compareVersions(catalog.base, LIST_ENTRIES) >= 0;
  return items
    .filter((item) => mentionsVault(item.text))
    .map(({ text: entry, offset, span }) => ({
      assignment,
      text: entry,
      offset,
      span,
      isReference: read && isVaultReference(entry),
      inList: !read,
    }));
}

/** A variable around the whole reference (`${vault://…}`) is a slip of the pen; one inside it is not. */
function isTemplate({ opaque, writtenValue }: Assignment): boolean {
  return opaque !== undefined && !/^\$\{?vault:\/\//i.test(writtenValue);
}
