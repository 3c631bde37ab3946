import sections from "./sections.json" with { type: "json" };

/** One section of Kong's reference, the same over all releases. */
export interface Section {
  /** Stays the same when title or banner change. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Sections by banner in lower case; the releases differ in case and in wording. */
const byBanner: ReadonlyMap<string, Section> = new Map(
  Object.entries(sections).flatMap(([id, { title, text, banners }]) =>
    banners.map((banner) => [banner.toLowerCase(), { id, title, text }] as const),
  ),
);

/**
 * The section that a banner of kong.conf.default or of the Enterprise reference opens.
 * @param banner as a release spells it: `GENERAL`, `Tuning & Behavior`; blanks around it do not matter
 * @returns undefined for a heading that no release has
 */
export function sectionOf(banner: string): Section | undefined {
  return byBanner.get(banner.trim().replace(/\s+/g, " ").toLowerCase());
}
