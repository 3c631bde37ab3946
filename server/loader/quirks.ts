import { inRange, type Release } from "../../schemas/release.ts";
import { emptyItemsOf } from "./after-open-source.ts";
import { strip, stripKeepingABlank } from "./lua/strip.ts";
import type { Delimiter } from "./read/convert-value.ts";
import { type CommentEra, commentEra } from "./read/cut-comment.ts";

/** How a release differs from others in the way it reads and types values. */
export interface Quirks {
  /** Kong 0.9.0 reads comma-separated file values into tables; later releases do so with `_blank_`. */
  readonly delimiter: Delimiter;
  readonly comment: CommentEra;
  /** Kong 0.9.0 gives a value its type before it cuts the comment; later releases do it the other way round. */
  readonly typesBeforeComment: boolean;
  /** Through 3.1 comments are cut from the merged values, from 3.2 on from file values as they are read. */
  readonly cutsWhileReading: boolean;
  /**
   * What happens to `#` in a variable: cut like a file value (through 1.3), kept with `\#` meaning `#` (1.4–3.1),
   * kept as it is (3.2 on).
   */
  readonly variableHash: "cut" | "unescape" | "verbatim";
  /** Items of a list lose the blanks around them from 0.10.1 on. */
  readonly stripsItems: boolean;
  /** Items without a text are left out. Where that is not proven, they are, so that nothing is refused for one. */
  readonly dropsEmptyItems: boolean;
  /** How blanks around values and items are taken off: Kong 2.0–2.5.0 leave one behind long texts. */
  readonly strip: (text: string) => string;
  /** From 1.3 on defaults join after aliases and deprecated names have been worked out. */
  readonly separatesUserValues: boolean;
  /** From 0.14 on names with certain prefixes are taken along. Through 2.2 the prefix may stand inside the name. */
  readonly dynamicNames: "none" | "anywhere" | "anchored";
  /**
   * References to vaults (2.8 on): resolved whatever `vaults` lists (2.8), refused for a vault that is not listed
   * (3.0–3.2), and from 3.3 on left as they are by `check` where they do not resolve.
   */
  readonly vaultReferences: "none" | "unlisted" | "listed" | "lenient";
  /** From 3.9 on each item of a list may be a reference, before only a whole value. */
  readonly resolvesItems: boolean;
}

/**
 * The quirks of the loader that reads a release.
 * @param version the open-source release whose loader it is, or is nearest to
 */
export function quirksOf(version: string, release: Release): Quirks {
  const before = (release: string) => inRange(version, { before: release });
  return {
    delimiter: before("0.9.1") ? "," : "_blank_",
    comment: commentEra(version),
    typesBeforeComment: before("0.9.1"),
    cutsWhileReading: !before("3.2"),
    variableHash: before("1.4") ? "cut" : before("3.2") ? "unescape" : "verbatim",
    stripsItems: !before("0.10.1"),
    dropsEmptyItems: emptyItemsOf(release, version) !== "kept",
    strip: inRange(version, { since: "2.0", before: "2.5.1" }) ? stripKeepingABlank : strip,
    separatesUserValues: !before("1.3"),
    dynamicNames: before("0.14") ? "none" : before("2.3") ? "anywhere" : "anchored",
    vaultReferences: before("2.8")
      ? "none"
      : before("3.0")
        ? "unlisted"
        : before("3.3")
          ? "listed"
          : "lenient",
    resolvesItems: !before("3.9"),
  };
}
