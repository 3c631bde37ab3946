import type { Span } from "../../../grammar/text/span.ts";
import type { SourceFormat } from "../../model/format.ts";
import { cursorInHcl } from "../hcl/cursor-hcl.ts";
import { variableName } from "../shared/kong-variable.ts";
import { wholeLineComment } from "../shared/whole-line-comment.ts";
import { detectTerraform, mayDeployKong, TERRAFORM } from "./detect.ts";
import { findEnvironments } from "./find-environments.ts";
import { linkTerraform } from "./link-terraform.ts";
import { parseTerraform, type TerraformSource } from "./terraform-source.ts";
import { writeTerraform } from "./write-terraform.ts";

/** Terraform: task definitions of ECS, containers of Docker and Kubernetes, releases of Helm. */
export const terraformFormat: SourceFormat<TerraformSource> = {
  id: TERRAFORM,
  title: "a Terraform file",
  languages: ["terraform", "opentofu", "hcl"],
  owns: false,
  detect: detectTerraform,
  mayConfigureKong: mayDeployKong,
  lineComment: "#",
  parse: (document) => parseTerraform(terraformFormat, document),
  link: linkTerraform,
  write: (edit, _unit, context) => writeTerraform(edit, (id) => context.source(id)),
  spell: variableName,
  cursor: (source, units, offset) => cursorInHcl(placesIn(source), units, offset),
  commentAt: ({ hcl: { comments }, document: { text } }, offset) => wholeLineComment(text, comments, offset),
  statementAt: statementInTerraform,
};

/** The lines of the variable at an offset, or the line itself. */
function statementInTerraform(source: TerraformSource, offset: number): Span {
  const { text } = source.document;
  const pair = findEnvironments(source)
    .flatMap(({ pairs }) => pairs)
    .find(({ span }) => span.start <= offset && offset <= span.end);
  const from = pair?.span.start ?? offset;
  const to = pair?.span.end ?? offset;
  const start = from <= 0 ? 0 : text.lastIndexOf("\n", from - 1) + 1;
  const found = text.indexOf("\n", to);
  return { start, end: found < 0 ? text.length : found };
}

function placesIn(source: TerraformSource) {
  const { document, hcl } = source;
  const maps = findEnvironments(source).flatMap(({ map }) => (map === undefined ? [] : [map]));
  return { path: document.path, text: document.text, comments: hcl.comments, maps };
}
