import { catalogFor, newestRelease } from "../../../schemas/catalog.ts";
import { pageForReaders } from "../../engine/page-for-readers.ts";
import { UserError } from "../../platform/user-error.ts";
import { rulePages } from "../../rules/rule-pages.ts";
import type { RunCommand } from "../command.ts";
import { commandPage } from "../command-page.ts";
import { ExitCode } from "../exit-code.ts";
import { explainProperty } from "../explain-property.ts";
import { settingsOverrides } from "../lint/lint-options.ts";
import { markdownText } from "../markdown-text.ts";

/** `kong-lint explain RULE|PROPERTY`: the page of a rule, or all there is to know about a property. */
export const run: RunCommand = async (argv, io) => {
  const [word, ...more] = argv.operands;
  if (word === undefined || more.length > 0) {
    throw new UserError(
      "`kong-lint explain` expects one rule or property, for example schema/unknown-property or proxy_listen",
    );
  }
  const { page, colors } = commandPage(argv, io.platform);
  const rule = ruleNamed(word);
  if (rule !== undefined) {
    io.stdout.write(markdownText(pageForReaders(rulePages[rule] ?? "", rule), page), { colors });
    return ExitCode.clean;
  }
  const wishes = await settingsOverrides(argv);
  const release = wishes.release ?? newestRelease(wishes.edition ?? "oss");
  const property = word.toLowerCase().replace(/^kong_/, "");
  const text = await explainProperty(property, catalogFor(release), page);
  if (text === undefined) throw await nothingNamed(word);
  io.stdout.write(text, { colors });
  return ExitCode.clean;
};

/** A rule by its id, or by its name alone where only one group has it. */
function ruleNamed(word: string): string | undefined {
  if (Object.hasOwn(rulePages, word)) return word;
  const [only, ...others] = Object.keys(rulePages).filter((id) => id.endsWith(`/${word}`));
  return others.length === 0 ? only : undefined;
}

async function nothingNamed(word: string): Promise<UserError> {
  const { closestWord } = await import("../../settings/closest-word.ts");
  const near = word.includes("/")
    ? closestWord(word, Object.keys(rulePages))
    : (catalogFor(newestRelease("enterprise")).nearest(word.toLowerCase(), 1)[0]?.name ??
      closestWord(
        word,
        Object.keys(rulePages).map((id) => id.slice(id.indexOf("/") + 1)),
      ));
  const hint = near === undefined ? "`kong-lint rules` lists the rules" : `did you mean ${near}?`;
  return new UserError(`${word} is not a rule or a property of kong.conf; ${hint}`);
}
