import { describe, expect, test } from "vitest";
import { configUnit } from "../../server/model/config-unit.ts";
import { assignmentOf, edited, kinds, link, textAt, unitIn, variables, write } from "./project.ts";

const pod = (container: string, rest = ""): Record<string, string> => ({
  "pod.yaml": `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
    - name: kong
      image: kong:3.9
${container.replace(/^/gm, "      ")}
${rest}`,
});

const configMap = (data: string, name = "k"): string =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n${data.replace(/^/gm, "  ")}\n`;

describe("processes", () => {
  test.each([
    ["CronJob", "jobTemplate: {spec: {template: {spec: ", "}}}"],
    ["Job", "template: {spec: ", "}"],
    ["DaemonSet", "template: {spec: ", "}"],
    ["DataPlane", "deployment: {podTemplateSpec: {spec: ", "}}"],
    ["GatewayConfiguration", "dataPlaneOptions: {deployment: {podTemplateSpec: {spec: ", "}}}"],
  ])("the pod of a %s", (kind, before, after) => {
    const text = `apiVersion: gateway-operator.konghq.com/v1\nkind: ${kind}\nmetadata: {name: a}\nspec: {${before}{containers: [{name: proxy, image: kong, env: [{name: KONG_PREFIX, value: /x}]}]}${after}}\n`;
    const project = link({ "a.yaml": text });
    expect(unitIn(project).id).toBe(`${kind.toLowerCase()}/a/proxy`);
    expect(variables(project)).toEqual({ KONG_PREFIX: "/x" });
  });

  test("the items of a List, and init containers, are processes of their own", () => {
    const container = (name: string) => `{name: ${name}, image: kong, env: [{name: KONG_A, value: ${name}}]}`;
    const text = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n  spec: {initContainers: [${container("i")}], containers: [${container("c")}]}\n`;
    const project = link({ "a.yaml": text });
    expect(project.linked.units.map(({ id }) => id)).toEqual(["pod/a/i", "pod/a/c"]);
  });

  test("containers of other programs are none", () => {
    const text =
      "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: c, image: kong/kubernetes-ingress-controller:3, env: [{name: KONG_PLUGINS, value: x}]}]}\n";
    expect(link({ "a.yaml": text }).linked.units).toEqual([]);
  });

  test("a patch of a kustomization is a process, with places of the kustomization", () => {
    const text = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
patches:
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: kong}
      spec:
        template:
          spec:
            containers:
              - name: proxy
                env:
                  - name: KONG_LOG_LEVEL
                    value: debug
`;
    const project = link({ "kustomization.yaml": text });
    expect(textAt(project, assignmentOf(project, "KONG_LOG_LEVEL").rawValueSpan)).toBe("debug");
    expect(unitIn(project).absence.kind).toBe("open");
  });
});

describe("sources of variables", () => {
  test("a ConfigMap of a resource of the kustomization beside it", () => {
    const project = link({
      ...pod("envFrom: [{configMapRef: {name: k}}]"),
      "kustomization.yaml": "kind: Kustomization\napiVersion: v1\nresources: [cm.yaml, pod.yaml]\n",
      "cm.yaml": configMap("KONG_A: x"),
    });
    expect(variables(project)).toEqual({ KONG_A: "x" });
    expect(assignmentOf(project, "KONG_A").span.source).toBe("cm.yaml");
    expect(unitIn(project).absence.kind).toBe("closed");
  });

  test("generators: literals without quotes, and files of variables", () => {
    const project = link({
      ...pod("envFrom: [{configMapRef: {name: k}}, {secretRef: {name: s}}]"),
      "kustomization.yaml":
        "kind: Kustomization\napiVersion: v1\nconfigMapGenerator: [{name: k, literals: ['KONG_A=\"x y\"', KONG_B=]}]\nsecretGenerator: [{name: s, envs: [s.env]}]\n",
      "s.env": "KONG_C=z\n",
    });
    expect(variables(project)).toEqual({ KONG_A: "x y", KONG_B: "", KONG_C: "z" });
  });

  test("generators: files, whose content is the value of a variable", () => {
    const project = link({
      ...pod("envFrom: [{configMapRef: {name: k}}]"),
      "kustomization.yaml":
        "kind: Kustomization\napiVersion: v1\nconfigMapGenerator: [{name: k, files: [values/KONG_A, KONG_B=b.txt]}]\n",
      "values/KONG_A": "x",
      "b.txt": "y\n",
    });
    expect(variables(project)).toEqual({ KONG_A: "x", KONG_B: "y\n" });
    expect(unitIn(project).draws).toContain("values/KONG_A");
    expect(unitIn(project).absence.kind).toBe("closed");
  });

  test("generators: a file that is not there leaves the process open", () => {
    const project = link({
      ...pod("envFrom: [{configMapRef: {name: k}}]"),
      "kustomization.yaml":
        "kind: Kustomization\napiVersion: v1\nconfigMapGenerator: [{name: k, files: [KONG_A]}]\n",
    });
    expect(unitIn(project).absence.kind).toBe("open");
  });

  test("a ConfigMap that nobody has leaves the process open, and is no problem", () => {
    const project = link(pod("envFrom: [{configMapRef: {name: other}}]"));
    expect(unitIn(project).absence.kind).toBe("open");
    expect(kinds(project)).toEqual([]);
  });

  test("values that only the cluster has are unknown, with a reason", () => {
    const project = link(
      pod(
        "env:\n- {name: KONG_A, valueFrom: {secretKeyRef: {name: s, key: k}}}\n- {name: KONG_B, valueFrom: {fieldRef: {fieldPath: status.podIP}}}\n- {name: KONG_C, value: a-$(KONG_A)}",
      ),
    );
    expect(variables(project)).toEqual({ KONG_A: "?", KONG_B: "?", KONG_C: "?" });
    expect(assignmentOf(project, "KONG_A").opaque).toBe("secret-reference");
  });

  test("a value of a Secret is decoded, and its place is the base64", () => {
    const project = link(
      pod(
        "envFrom: [{secretRef: {name: s}}]",
        "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {KONG_PG_PASSWORD: cMOkc3M=}\n",
      ),
    );
    expect(variables(project)).toEqual({ KONG_PG_PASSWORD: "päss" });
    expect(textAt(project, assignmentOf(project, "KONG_PG_PASSWORD").rawValueSpan)).toBe("cMOkc3M=");
  });

  test("a Secret that is not base64 is refused", () => {
    const project = link(
      pod(
        "envFrom: [{secretRef: {name: s}}]",
        "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {KONG_A: abc}\n",
      ),
    );
    expect(project.linked.problems).toMatchObject([{ kind: "refused", refuses: true }]);
  });

  test("a Service whose name makes a property of Kong", () => {
    const service =
      "---\napiVersion: v1\nkind: Service\nmetadata: {name: kong-pg}\nspec: {ports: [{port: 5432}]}\n";
    const project = link(pod("env: [{name: KONG_A, value: x}]", service));
    expect(kinds(project)).toEqual(["service-link"]);
    expect(variables(project)).toMatchObject({ KONG_PG_PORT: "?" });
    expect(kinds(link(pod("env: [{name: KONG_PG_PORT, value: '5432'}]", service)))).toEqual([]);
  });
});

describe("what Kubernetes refuses or changes", () => {
  test.each([
    ["value: off", "refused", "off"],
    ["value: [a]", "refused", "[a]"],
    ["Value: x", "unknown-field", "Value"],
    ["value: $(LATER)", "not-filled-in", "$(LATER)"],
  ])("%s", (entry, kind, place) => {
    const project = link(pod(`env:\n- name: KONG_A\n  ${entry}\n- {name: LATER, value: x}`));
    expect(kinds(project)).toEqual([kind]);
    const [problem] = project.linked.problems;
    expect(problem === undefined ? "" : textAt(project, problem.at)).toBe(place);
  });

  test("`value` and `valueFrom` together", () => {
    const project = link(pod("env:\n- name: KONG_A\n  value: x\n  valueFrom: {fieldRef: {fieldPath: a}}"));
    expect(kinds(project)).toEqual(["rejected"]);
  });

  test("`$NAME` in a command that no shell reads", () => {
    const env = "env: [{name: KONG_PREFIX, value: /x}]";
    const project = link(pod(`command: [rm, $KONG_PREFIX/pids]\n${env}`));
    expect(kinds(project)).toEqual(["not-filled-in"]);
    expect(kinds(link(pod(`command: [rm, $(KONG_PREFIX)/pids]\n${env}`)))).toEqual([]);
    expect(kinds(link(pod(`command: [sh, -c, rm $KONG_PREFIX/pids]\n${env}`)))).toEqual([]);
  });

  test("`$(cat /x)` is no variable that somebody forgot", () => {
    expect(kinds(link(pod("env: [{name: KONG_A, value: $(cat /x)}]")))).toEqual([]);
  });
});

describe("a kong.conf in a ConfigMap", () => {
  const conf = configMap("kong.conf: |\n  # comment\n  log_level = debug\n  pg_host=db");

  test("of a manifest beside it: its places are in that file", () => {
    const mount = "volumeMounts: [{name: c, mountPath: /etc/kong/kong.conf, subPath: kong.conf}]\n";
    const volumes = "  volumes: [{name: c, configMap: {name: k}}]\n";
    const project = link({ ...pod(mount, volumes), "configmap.yaml": conf });
    const { assignments, file } = unitIn(project);
    expect(assignments.map(({ property, nameSpan }) => [property, textAt(project, nameSpan)])).toEqual([
      ["log_level", "log_level"],
      ["pg_host", "pg_host"],
    ]);
    expect(assignments.every(({ lineSpan }) => lineSpan.source === "configmap.yaml")).toBe(true);
    expect(file).toBeUndefined();
  });

  test("is a process of its own with the places of the manifest", () => {
    const project = link({ "cm.yaml": conf });
    const { file, assignments } = unitIn(project);
    expect(file?.content.length).toBeGreaterThan(0);
    expect(assignments.map((each) => [each.property, textAt(project, each.writtenValueSpan)])).toEqual([
      ["log_level", "debug"],
      ["pg_host", "db"],
    ]);
  });

  test("belongs to the container that has it at the path where Kong looks", () => {
    const mount =
      "volumeMounts: [{name: c, mountPath: /etc/kong}]\nenv: [{name: KONG_PG_HOST, value: other}]";
    const text = pod(mount)["pod.yaml"] ?? "";
    const project = link({ "pod.yaml": `${text}  volumes: [{name: c, configMap: {name: k}}]\n${conf}` });
    expect(project.linked.units.map(({ id }) => id)).toEqual(["pod/p/kong"]);
    expect(unitIn(project).assignments.map(({ channel, property }) => `${channel} ${property}`)).toEqual([
      "file log_level",
      "file pg_host",
      "environment pg_host",
    ]);
  });

  test("is edited in place", () => {
    const project = link({ "cm.yaml": conf });
    const unit = unitIn(project);
    const [first, second] = unit.assignments;
    if (first === undefined || second === undefined) throw new Error("no settings");
    expect(edited(project, { kind: "set", assignment: first, value: "info" })["cm.yaml"]).toBe(
      conf.replace("debug", "info"),
    );
    expect(edited(project, { kind: "remove", assignment: first })["cm.yaml"]).toBe(
      conf.replace("    log_level = debug\n", ""),
    );
    const inserted = edited(project, { kind: "insert", property: "role", value: "x", after: first });
    expect(inserted["cm.yaml"]).toBe(conf.replace("debug\n", "debug\n    role = x\n"));
  });
});

describe("edits", () => {
  const texts = pod("env:\n- name: KONG_A\n  value: one # c\n- {name: KONG_B, value: two}\n- name: KONG_C");
  const text = texts["pod.yaml"] ?? "";
  const project = link(texts);
  const a = assignmentOf(project, "KONG_A");
  const b = assignmentOf(project, "KONG_B");
  const c = assignmentOf(project, "KONG_C");

  test.each([
    ["off", '"off"'],
    ["0.0.0.0:8001", "0.0.0.0:8001"],
    ["p$ss", "p$ss"],
    ["$(X)", "$$(X)"],
  ])("a value is written so that it arrives: %s", (value, spelled) => {
    expect(edited(project, { kind: "set", assignment: a, value })["pod.yaml"]).toBe(
      text.replace("one", () => spelled),
    );
  });

  test.each([
    ["a flow entry", b, text.replace("two", "x")],
    ["an entry without a value", c, text.replace("KONG_C", "KONG_C\n        value: x")],
  ])("%s", (_, assignment, expected) => {
    expect(edited(project, { kind: "set", assignment, value: "x" })["pod.yaml"]).toBe(expected);
  });

  test("an entry is removed and renamed as a whole", () => {
    expect(edited(project, { kind: "remove", assignment: a })["pod.yaml"]).toBe(
      text.replace("      - name: KONG_A\n        value: one # c\n", ""),
    );
    expect(edited(project, { kind: "rename", assignment: a, property: "log_level" })["pod.yaml"]).toBe(
      text.replace("KONG_A", "KONG_LOG_LEVEL"),
    );
  });

  test("a new entry stands after another one, or in an `env` of its own", () => {
    const insert = { kind: "insert", property: "role", value: "x" } as const;
    expect(edited(project, { ...insert, after: a })["pod.yaml"]).toBe(
      text.replace("# c\n", "# c\n      - name: KONG_ROLE\n        value: x\n"),
    );
    const bare = link(pod("ports: []"));
    expect(edited(bare, { ...insert, after: undefined })["pod.yaml"]).toContain(
      "      ports: []\n      env:\n        - name: KONG_ROLE\n          value: x\n",
    );
  });

  test("a value of a Secret is encoded again", () => {
    const secret = "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata:\n  KONG_A: b25l\n";
    const encoded = link(pod("envFrom: [{secretRef: {name: s}}]", secret));
    const assignment = assignmentOf(encoded, "KONG_A");
    expect(edited(encoded, { kind: "set", assignment, value: "two" })["pod.yaml"]).toContain(
      "KONG_A: dHdv\n",
    );
  });

  test("what the cluster alone has cannot be written", () => {
    const opaque = link(pod("env: [{name: KONG_A, valueFrom: {fieldRef: {fieldPath: a}}}]"));
    const assignment = assignmentOf(opaque, "KONG_A");
    expect(write(opaque, { kind: "set", assignment, value: "x" })).toEqual({ kind: "cannot", why: "syntax" });
  });
});

describe("a manifest that a template makes", () => {
  const text = `{{- if .Values.x }}
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: kong
          image: {{ .Values.image }}
          env:
          - name: KONG_LOG_LEVEL
            value: debug
          - name: KONG_PREFIX
            value: {{ .Values.prefix | quote }}
          {{- with .Values.env }}
          {{- toYaml . | nindent 10 }}
          {{- end }}
{{- end }}
`;
  const project = link({ "templates/kong.yaml": text });

  test("gives its variables, those with a tag unknown", () => {
    expect(variables(project)).toEqual({ KONG_LOG_LEVEL: "debug", KONG_PREFIX: "?" });
  });

  test("knows of no absence and of no deployment", () => {
    expect(unitIn(project)).toMatchObject({ absence: { kind: "open" }, deployment: undefined });
  });

  test("is edited line by line", () => {
    const assignment = assignmentOf(project, "KONG_LOG_LEVEL");
    expect(edited(project, { kind: "set", assignment, value: "off" })["templates/kong.yaml"]).toBe(
      text.replace("value: debug", 'value: "off"'),
    );
  });
});

describe("bad input", () => {
  test("two thousand documents in one file", () => {
    const text = Array.from({ length: 2000 }, (_, at) =>
      configMap(`kong.conf: |\n  log_level = debug`, `c${at}`),
    ).join("");
    const { linked, source } = link({ "cm.yaml": text });
    expect(linked.units.length).toBeGreaterThan(50);
    const [first] = linked.units;
    expect(first === undefined ? undefined : configUnit(first, source).file).toBeDefined();
  });

  test("anchors that refer to each other", () => {
    const text =
      "apiVersion: v1\nkind: List\nitems: &a\n- *a\n- <<: *b\n  spec: &b {containers: [*b, {name: kong, env: *a}]}\n";
    expect(link({ "a.yaml": text }).linked.units).toEqual([]);
  });
});
