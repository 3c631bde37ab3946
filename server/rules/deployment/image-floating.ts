import { defineRule } from "../../findings/rule.ts";
import { readKongImage } from "../../formats/images/kong-image.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { Deployment } from "../../model/deployment.ts";
import type { Location } from "../../model/location.ts";
import { textOf } from "../../model/value.ts";
import { quoted } from "../support/quoting.ts";

const MOVING =
  /^(?:latest|edge|nightly|master|main|stable|dev|rc)(?:-[a-z]+)?$|^(?:alpine|ubuntu|debian|centos|rhel)$/;

/** An image without a release in its tag. */
export default defineRule({
  summary: "Image without a tag, or with a floating tag",
  severity: "info",
  needs: "deployment",
  check({ unit, report }) {
    const { deployment } = unit;
    if (deployment?.image === undefined) return;
    // The tag of an image that is built here names what is built.
    if (deployment.imageFiles === "own" && deployment.steps === undefined) return;
    const text = textOf(deployment.image.value);
    if (text === undefined || text === "" || isFilledIn(unit, deployment.image.at, text)) return;
    const { name, maker } = readKongImage(text);
    if (name.digest !== undefined || maker === "own") return;
    if (name.tag !== undefined && !MOVING.test(name.tag)) return;
    if (isBuiltBeside(deployment, text)) return;
    const why =
      name.tag === undefined
        ? `${quoted(text)} has no tag, which means \`latest\``
        : `${quoted(name.tag)} is a floating tag`;
    report({
      at: deployment.image.at,
      message: `${why}: the next pull may get a release with different settings, defaults and migrations. Use the release as the tag.`,
    });
  },
});

/** Whether another service of the same deployment builds an image of this name, so that none is pulled. */
function isBuiltBeside({ neighbors }: Deployment, reference: string): boolean {
  return (neighbors?.items ?? []).some(
    ({ image, text }) =>
      image !== undefined && textOf(image.value) === reference && /^\s*["']?build["']?\s*:/m.test(text),
  );
}

/** Whether a variable is a part of the reference, which may be another one where it is set. */
function isFilledIn({ document }: ConfigUnit, { source, start, end }: Location, text: string): boolean {
  return source === document.path && document.text.slice(start, end).replace(/^["']|["']$/g, "") !== text;
}
