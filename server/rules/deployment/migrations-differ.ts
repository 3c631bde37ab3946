import type { Release } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { isStockImage, readKongImage } from "../../formats/images/kong-image.ts";
import type { KongProcess, Neighbor } from "../../model/neighbor.ts";
import { textOf as textOfValue } from "../../model/value.ts";
import { processKind } from "../support/deployment/process-kind.ts";
import { settingOf } from "../support/deployment/process-settings.ts";
import { quoted } from "../support/quoting.ts";

/** What decides which database is migrated. The user may differ on purpose: one that may change tables, one that may not. */
const POSTGRES = ["database", "pg_host", "pg_port", "pg_database", "pg_schema"];
const CASSANDRA = ["database", "cassandra_contact_points", "cassandra_port", "cassandra_keyspace"];

/** Migrations that prepare another database, or that of another release, than Kong uses. */
export default defineRule({
  summary: "Migrations for a different release or database than Kong's",
  severity: "warning",
  needs: "deployment",
  check(context) {
    const { unit } = context;
    const { deployment } = unit;
    if (deployment === undefined || processKind(deployment) !== "migrations") return;
    const items = deployment.neighbors?.items ?? [];
    const self = items.find(({ kong }) => kong?.unit === unit.id)?.kong;
    // With several Kongs, each may have migrations of its own.
    const started = items.filter((each) => each.kong !== undefined && processKind(each) !== "migrations");
    const [other] = started;
    if (self === undefined || other?.kong === undefined || started.length !== 1) return;
    if (processKind(other) !== "start" || other.isOptional) return;
    reportRelease(context, self, other, other.kong);
    reportSettings(context, self, other, other.kong);
  },
});

function reportRelease(
  { unit, report }: RuleContext,
  own: KongProcess,
  other: Neighbor,
  { release }: KongProcess,
): void {
  if (own.release?.certainty !== "said" || release?.certainty !== "said") return;
  const isEditionSure = [unit.deployment?.image, other.image].every(tellsEdition);
  if (!differ(own.release.release, release.release, isEditionSure)) return;
  report({
    at: unit.deployment?.image?.at ?? unit.anchor,
    message: `These are the migrations of Kong ${own.release.release.version}, but ${quoted(other.name)} runs Kong ${release.release.version}, which needs different ones. Use the same image for both.`,
    related: release.at === undefined ? [] : [{ span: release.at, message: "The image of Kong." }],
  });
}

/** Whether two releases differ in edition, where that is sure, or in the first two numbers; a release that is told by one number is not compared. */
function differ(a: Release, b: Release, isEditionSure: boolean): boolean {
  const series = ({ version }: Release): string => version.split(".").slice(0, 2).join(".");
  return (isEditionSure && a.edition !== b.edition) || series(a) !== series(b);
}

/** Whether the repository of an image is one of Kong's, which has one edition; others may count in any way. */
function tellsEdition(image: Neighbor["image"]): boolean {
  const reference = image === undefined ? undefined : textOfValue(image.value);
  return reference !== undefined && isStockImage(readKongImage(reference));
}

function reportSettings(
  { report, catalog }: RuleContext,
  own: KongProcess,
  other: Neighbor,
  kong: KongProcess,
): void {
  const database = settingOf(kong, "database", catalog);
  if (database.kind !== "text" || database.text === "off") return;
  for (const property of database.text === "cassandra" ? CASSANDRA : POSTGRES) {
    const [mine, theirs] = [settingOf(own, property, catalog), settingOf(kong, property, catalog)];
    if (mine.kind !== "text" || theirs.kind !== "text" || mine.text === theirs.text) continue;
    const place = mine.assignment ?? theirs.assignment;
    if (place === undefined) continue;
    report({
      at: place,
      property,
      message: `The migrations have ${textOf(mine.text)} for \`${property}\`, and ${quoted(other.name)} has ${textOf(theirs.text)}: Kong finds a database that was not migrated. Use the same value for both.`,
      related:
        theirs.assignment === undefined || theirs.assignment === place
          ? []
          : [{ span: theirs.assignment.span, message: "The setting of Kong." }],
    });
  }
}

function textOf(text: string): string {
  return text === "" ? "nothing" : quoted(text);
}
