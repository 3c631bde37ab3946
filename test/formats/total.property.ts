import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import { configUnit } from "../../server/model/config-unit.ts";
import { sourceId } from "../../server/model/location.ts";
import type { SemanticEdit } from "../../server/model/semantic-edit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { Files } from "./judge-case.ts";
import { MEASURED_FORMATS } from "./test-formats.ts";

const PARTS = fc.constantFrom(
  "services:\n",
  "  kong:\n",
  "    image: kong\n",
  "    environment:\n",
  "    environment: *x\n",
  "      KONG_A: x\n",
  "      - KONG_A=x\n",
  "      <<: *x\n",
  "KONG_B=y\n",
  "x: &x\n",
  "  KONG_C: ${V:-d}\n",
  "    extends: kong\n",
  "    env_file: a.env\n",
  "include: [compose.yaml]\n",
  "    ports: [8000, '${P}:1']\n",
  "---\n",
  " ",
  ":",
  "- ",
  "'",
  '"',
  "{",
  "}",
  "[",
  "]",
  "#",
  "$",
  "\t",
  "\n",
  "\r\n",
  "|\n",
  "!reset ",
  "\ud800",
);

/** Whatever a text is, each question about it has an answer, and an edit stays inside the text. */
test.each(MEASURED_FORMATS.map((format) => [format.title, format] as const))(
  "any text is read as %s",
  (_, format) => {
    fc.assert(
      fc.property(fc.array(PARTS, { maxLength: 25 }), fc.nat(400), (parts, place) => {
        const text = parts.join("");
        const id = sourceId("compose.yaml");
        const source = format.parse(new SourceDocument(id, text));
        const files = new Files({ "compose.yaml": text, "a.env": "KONG_D=z\n" });
        const { units, problems } = source.format.link(source, {
          surroundings: {},
          resolve: files.resolve,
          list: files.list,
        });
        for (const { at } of problems) expect(at.start).toBeLessThanOrEqual(at.end);
        const offset = Math.min(place, text.length);
        format.cursor?.(source, units, offset);
        const statement = format.statementAt(source, offset);
        expect(statement.start).toBeLessThanOrEqual(statement.end);
        const comment = format.commentAt(source, offset);
        expect(comment === undefined || comment.removal.end <= text.length).toBe(true);
        for (const unit of units)
          for (const assignment of unit.assignments)
            for (const edit of [
              { kind: "set", assignment, value: "v" },
              { kind: "remove", assignment },
              { kind: "comment-out", span: assignment.span },
              { kind: "insert", property: "e", value: "v", after: assignment },
            ] as const satisfies readonly SemanticEdit[]) {
              const written = format.write(edit, configUnit(unit, source), {
                source: (each) => (each === id ? source : files.source(each)),
                escapeHash: true,
              });
              if (written.kind !== "edits") continue;
              for (const change of written.changes) if (change.source === id) applyEdits(text, change.edits);
            }
      }),
      { numRuns: 500 },
    );
  },
);
