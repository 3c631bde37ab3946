import { span } from "../../../../grammar/text/span.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import type { Mount } from "../../../model/deployment.ts";
import { isAbsolutePath, isInside, joinPath, parentFolder, relativePath } from "../../../platform/paths.ts";
import type { FolderEntry } from "../../../platform/platform.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import type { FeatureContext } from "../../feature.ts";
import type { ValueText } from "../../support/cursor-context.ts";
import { ItemKind } from "../../support/lsp-numbers.ts";
import { pathKindOf, relativeTo } from "../../support/path-properties.ts";
import { pathOfUri } from "../../uri.ts";
import type { Suggestion } from "./suggestion.ts";
import { valuePart } from "./value-part.ts";

/** Names that every format takes as they are. */
const NAME = /^[\w.@+~-]+$/;
/** So many of a folder are offered; who has more types on. */
const MOST_ENTRIES = 500;

/** Files that a property most likely means, by the names of both. */
const LIKELY: readonly (readonly [RegExp, RegExp])[] = [
  [/^declarative_config$/, /\.(?:ya?ml|json)$/i],
  [/_log$/, /\.log$/i],
  [/_key$/, /\.(?:key|pem)$/i],
  [/(?:cert|certificate|crt|pem|dhparam)$/, /\.(?:crt|cer|pem)$/i],
  [/^error_template_/, /\.(?:html|json|txt|xml)$/i],
];

/** Where paths are looked up, and for what. */
export interface PathInputs {
  readonly document: DocumentAnalysis;
  /** Of the process at the cursor. */
  readonly analysis: Analysis;
  readonly value: ValueText;
  readonly context: FeatureContext;
}

/** Files and folders of the workspace that go on from the path at the cursor. Where Kong runs in a container, those that are mounted into it. */
export async function pathSuggestions(inputs: PathInputs): Promise<readonly Suggestion[]> {
  const { document, analysis, value, context } = inputs;
  const { property } = value;
  const wanted = pathKindOf(property);
  const own = pathOfUri(document.uri);
  if (wanted === undefined || own === undefined || context.folderEntries === undefined) return [];
  const isList = analysis.catalog.property(property)?.type === "array";
  const { before, span: place } = valuePart(value, isList ? "," : undefined);
  if (!/^[\w.@+~/-]*$/.test(before)) return [];
  const typed = before.slice(0, before.lastIndexOf("/") + 1);
  const entries = await entriesIn(typed, inputs, parentFolder(own));
  const start = value.at - (before.length - typed.length);
  const replace = value.place(span(start, Math.max(value.at, place.end)));
  const likely = LIKELY.find(([names]) => names.test(property))?.[1];
  return entries
    .filter((entry) => isOffered(entry, wanted, before.slice(typed.length)))
    .slice(0, MOST_ENTRIES)
    .map(({ name, kind }): Suggestion => {
      const isFolder = kind === "folder";
      const label = isFolder ? `${name}/` : name;
      const rank = likely?.test(name) === true && !isFolder ? "1" : isFolder ? "3" : "4";
      return {
        label,
        kind: isFolder ? ItemKind.folder : ItemKind.file,
        insert: label,
        replace,
        sort: `${rank}${name}`,
        ...(isFolder && { leadsOn: true }),
      };
    });
}

function isOffered({ name, kind }: FolderEntry, wanted: "file" | "folder", typed: string): boolean {
  if (kind === "other" || (wanted === "folder" && kind !== "folder") || !NAME.test(name)) return false;
  return name !== ".git" && (!name.startsWith(".") || typed.startsWith("."));
}

/** What is in a folder as the process sees it. */
async function entriesIn(
  written: string,
  { document, analysis, value, context }: PathInputs,
  here: string,
): Promise<readonly FolderEntry[]> {
  const list = (folder: string) => context.folderEntries?.(document, folder) ?? Promise.resolve([]);
  const { deployment } = analysis.unit;
  if (deployment === undefined) {
    const base = isAbsolutePath(written) ? "/" : relativeTo(value.property, analysis, here);
    return base === undefined ? [] : list(joinPath(base, written === "" ? "." : written));
  }
  if (!isAbsolutePath(written)) return [];
  const folder = joinPath("/", written);
  const mounts = deployment.mounts?.items ?? [];
  const outer = mounts
    .filter(({ kind, target }) => kind === "bind" && isInside(target, folder))
    .sort((a, b) => b.target.length - a.target.length)[0];
  const found =
    outer?.source === undefined
      ? []
      : await list(joinPath(joinPath(here, outer.source), relativePath(outer.target, folder)));
  const names = new Set(found.map(({ name }) => name));
  return [...found, ...mountedIn(folder, mounts).filter(({ name }) => !names.has(name))];
}

/** The names in a folder that lead to mounts. What is mounted as a name with an ending is taken for a file. */
function mountedIn(folder: string, mounts: readonly Mount[]): readonly FolderEntry[] {
  const entries = new Map<string, FolderEntry>();
  for (const { target } of mounts) {
    if (target === folder || !isInside(folder, target)) continue;
    const [name = "", ...deeper] = relativePath(folder, target).split("/");
    const isFile = deeper.length === 0 && /\.\w+$/.test(name);
    entries.set(name, { name, kind: isFile ? "file" : "folder", isLink: false });
  }
  return [...entries.values()];
}
