import { describe, expect, test } from "vitest";
import { encodeBase64 } from "../../server/formats/kubernetes/base64.ts";
import { edited, link, textAt, unitIn, write } from "./project.ts";

const LINES = ["log_level = info", "pg_host = db", "nonsense", "pg_pasword = x"];
const CONF = `${LINES.join("\n")}\n`;
const object = (kind: string, data: string): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: {name: kong-config}\n${data}`;
const block = (field: string): string =>
  `${field}:\n  kong.conf: |\n${LINES.map((line) => `    ${line}\n`).join("")}  other: y\n`;

/** With as many lines as the file has, so that a mix-up of the two finds some. */
const deployment = (mount: string, volume: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: kong
spec:
  selector:
    matchLabels:
      app: kong
  template:
    metadata:
      labels:
        app: kong
    spec:
      containers:
        - name: kong
          image: kong:3.4
          volumeMounts: [{name: c, ${mount}}]
      volumes: [{name: c, ${volume}}]
`;
const FILE = "mountPath: /etc/kong/kong.conf, subPath: kong.conf";
const FOLDER = "mountPath: /etc/kong";
const MAP = "configMap: {name: kong-config}";
const SECRET = "secret: {secretName: kong-config}";

const settings = (texts: Readonly<Record<string, string>>) => {
  const project = link(texts);
  return unitIn(project)
    .assignments.filter(({ channel }) => channel === "file")
    .map(({ property, rawValue, nameSpan, rawValueSpan }) => [
      property,
      rawValue,
      nameSpan.source,
      textAt(project, nameSpan),
      textAt(project, rawValueSpan),
    ]);
};

describe("a kong.conf in another manifest than the container", () => {
  const texts = {
    "deployment.yaml": deployment(FILE, MAP),
    "configmap.yaml": object("ConfigMap", block("data")),
  };

  test.each([
    ["as a file", texts],
    ["in a folder", { ...texts, "deployment.yaml": deployment(FOLDER, MAP) }],
    [
      "of a Secret",
      { "deployment.yaml": deployment(FOLDER, SECRET), "a.yaml": object("Secret", block("stringData")) },
    ],
    [
      "that a kustomization lists",
      {
        ...texts,
        "kustomization.yaml": "kind: Kustomization\nresources: [configmap.yaml, deployment.yaml]\n",
      },
    ],
    [
      "in quotes",
      {
        "deployment.yaml": deployment(FILE, MAP),
        "zz.yaml": object("ConfigMap", `data: {kong.conf: ${JSON.stringify(CONF)}}\n`),
      },
    ],
  ])("is read where it is written: %s", (_, files) => {
    const [, other] = Object.keys(files);
    expect(settings(files)).toEqual([
      ["log_level", "info", other, "log_level", "info"],
      ["pg_host", "db", other, "pg_host", "db"],
      ["pg_pasword", "x", other, "pg_pasword", "x"],
    ]);
    expect(unitIn(link(files)).draws).toContain(other);
    // Its lines are those of the other manifest.
    expect(unitIn(link(files)).file).toBeUndefined();
  });

  test("is read as base64 as well, of which no part has a place of its own", () => {
    const encoded = encodeBase64(CONF);
    const files = {
      "deployment.yaml": deployment(FOLDER, SECRET),
      "secret.yaml": object("Secret", `data:\n  kong.conf: ${encoded}\n`),
    };
    expect(settings(files)).toEqual([
      ["log_level", "info", "secret.yaml", encoded, encoded],
      ["pg_host", "db", "secret.yaml", encoded, encoded],
      ["pg_pasword", "x", "secret.yaml", encoded, encoded],
    ]);
    const project = link(files);
    for (const assignment of unitIn(project).assignments) {
      expect(assignment.rawValueSpan.isCause).toBe(true);
      expect(write(project, { kind: "set", assignment, value: "y" }).kind).toBe("cannot");
      expect(write(project, { kind: "remove", assignment }).kind).toBe("cannot");
      expect(write(project, { kind: "rename", assignment, property: "y" }).kind).toBe("cannot");
      expect(write(project, { kind: "comment-out", span: assignment.lineSpan }).kind).toBe("cannot");
      expect(write(project, { kind: "insert", property: "y", value: "z", after: assignment }).kind).toBe(
        "cannot",
      );
    }
  });

  test("lines of base64 are no settings", () => {
    const lines = encodeBase64(CONF).replace(/.{20}/g, "$&\n    ");
    const files = {
      "deployment.yaml": deployment(FOLDER, SECRET),
      "secret.yaml": object("Secret", `data:\n  kong.conf: |\n    ${lines}\n`),
    };
    expect(settings(files).map(([property]) => property)).toEqual(["log_level", "pg_host", "pg_pasword"]);
  });

  test("is edited there, and nothing else is", () => {
    const project = link(texts);
    const [first, , third] = unitIn(project).assignments;
    if (first === undefined || third === undefined) throw new Error("no settings");
    const conf = texts["configmap.yaml"];
    const editedBy = (edit: Parameters<typeof edited>[1]) => {
      const files = edited(project, edit);
      expect(files["deployment.yaml"]).toBe(texts["deployment.yaml"]);
      return files["configmap.yaml"];
    };
    expect(editedBy({ kind: "set", assignment: first, value: "debug" })).toBe(conf.replace("info", "debug"));
    expect(editedBy({ kind: "rename", assignment: third, property: "pg_password" })).toBe(
      conf.replace("pg_pasword", "pg_password"),
    );
    expect(editedBy({ kind: "remove", assignment: first })).toBe(conf.replace("    log_level = info\n", ""));
    expect(editedBy({ kind: "comment-out", span: first.lineSpan })).toBe(
      conf.replace("log_level", "# log_level"),
    );
    expect(editedBy({ kind: "insert", property: "role", value: "x", after: first })).toBe(
      conf.replace("info\n", "info\n    role = x\n"),
    );
  });

  test("by itself has the release of the container that mounts it", () => {
    const [conf, container] = [texts["configmap.yaml"], texts["deployment.yaml"]];
    const project = link({ "configmap.yaml": conf, "deployment.yaml": container });
    expect(unitIn(project)).toMatchObject({
      id: "configmap/kong-config/kong.conf",
      release: { release: { version: "3.4" } },
    });
    const others = { "configmap.yaml": conf, "a.yaml": container, "b.yaml": container.replace("3.4", "2.8") };
    expect(unitIn(link(others)).release).toBeUndefined();
    expect(unitIn(link({ "configmap.yaml": conf })).release).toBeUndefined();
  });

  test("a line of it becomes a comment within its block", () => {
    const text = object("ConfigMap", block("data"));
    const project = link({ "configmap.yaml": text });
    const nonsense = unitIn(project).file?.content.find(({ kind }) => kind === "bare");
    const at = unitIn(project).extent;
    if (nonsense === undefined) throw new Error("no such line");
    const span = { ...at, ...nonsense.span };
    expect(edited(project, { kind: "comment-out", span })["configmap.yaml"]).toBe(
      text.replace("nonsense", "# nonsense"),
    );
  });
});
