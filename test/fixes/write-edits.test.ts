import { describe, expect, it } from "vitest";
import { writeEdits } from "../../server/fixes/write-edits.ts";
import { valuePlace } from "../../server/model/assignment.ts";
import { configUnit } from "../../server/model/config-unit.ts";
import { assignmentOf, link, textAt, unitIn } from "../formats/project.ts";

const VALUES = "env: {log_level: info}\nproxy:\n  http: {containerPort: 9000, parameters: [deferred]}\n";

describe("an edit of a part of a value that a chart makes", () => {
  const project = link({ "values.yaml": VALUES });
  const listen = assignmentOf(project, "KONG_PROXY_LISTEN");
  const edited = (part: string) => {
    const start = listen.rawValue.indexOf(part);
    const place = valuePlace(listen, { start, end: start + part.length });
    const edit = { kind: "replace", span: place, text: "x" } as const;
    const { source } = project;
    const edits = writeEdits(configUnit(unitIn(project), source), [edit], { escapeHash: true, source });
    return { at: textAt(project, place), edits };
  };

  it("is made where a person spells the part", () => {
    expect(edited("deferred")).toMatchObject({ at: "deferred", edits: [{ newText: "x" }] });
    expect(edited("9000")).toMatchObject({ at: "9000", edits: [{ newText: "x" }] });
  });

  it.each(["0.0.0.0", "9000 deferred", "0.0.0.0:9000"])("is not made of %s", (part) => {
    expect(edited(part)).toEqual({ at: textAt(project, listen.nameSpan), edits: [] });
  });
});
