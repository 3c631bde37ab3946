import { type QuickPickItem, QuickPickItemKind } from "vscode";

/** A release as the server lists it. */
export interface ReleaseChoice {
  readonly id: string;
  readonly label: string;
  readonly edition: "oss" | "enterprise";
  readonly newest: boolean;
}

export interface ReleaseItem extends QuickPickItem {
  /** Empty: nothing is chosen, and the file decides. */
  readonly release: string;
}

/** Releases under the headings of their editions, those of `first` above the others. */
export function releaseItems(releases: readonly ReleaseChoice[], first: "oss" | "enterprise"): ReleaseItem[] {
  const editions = first === "oss" ? (["oss", "enterprise"] as const) : (["enterprise", "oss"] as const);
  return editions.flatMap((edition) => [
    {
      label: edition === "oss" ? "Open source" : "Enterprise",
      kind: QuickPickItemKind.Separator,
      release: "",
    },
    ...releases
      .filter((each) => each.edition === edition)
      .map(({ id, label, newest }) => ({ label, release: id, description: newest ? "newest" : id })),
  ]);
}

export function editionOf(release: string | undefined): "oss" | "enterprise" {
  return release?.startsWith("enterprise@") ? "enterprise" : "oss";
}
