/**
 * `npm run bench:helm`: what values of Helm and manifests of Kubernetes cost, in processor time, on the built bundle where a whole run is
 * measured.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { helmFormat } from "../../server/formats/helm/helm-format.ts";
import { kubernetesFormat } from "../../server/formats/kubernetes/kubernetes-format.ts";
import { linkSource } from "../../server/formats/read-unit.ts";
import type { SourceFormat } from "../../server/model/format.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { inTurns, median, processorTimes } from "./processor-time.ts";

const bundle = join(fileURLToPath(new URL("../..", import.meta.url)), "dist/kong-lint.cjs");
const settings = { release: { flag: { edition: "oss", version: "3.9.1" } as const } };
const failed: string[] = [];

await warm("values.yaml", helmFormat, valuesFile(1000), 8);
await warm("manifest.yaml", kubernetesFormat, manifest(1000), undefined);
manifestsWithoutKong();
if (failed.length > 0) {
  console.log(`not reached: ${failed.join("; ")}`);
  process.exitCode = 1;
}

/** Values of Kong's chart with as many lines: blocks, variables, and annotations, as files that copy the chart's own have them. */
function valuesFile(lines: number): string {
  const head = `image:
  repository: kong
  tag: "3.9"
ingressController:
  enabled: false
env:
  database: postgres
  pg_host: db
  pg_user: kong
  pg_password:
    valueFrom:
      secretKeyRef: {name: kong, key: password}
  log_level: notice
  plugins: bundled
  nginx_worker_processes: "2"
  trusted_ips: 10.0.0.0/8
  real_ip_header: X-Forwarded-For
proxy:
  type: LoadBalancer
  http: {enabled: true, servicePort: 80, containerPort: 8000}
  tls: {enabled: true, servicePort: 443, containerPort: 8443, parameters: [http2]}
admin:
  enabled: true
  type: ClusterIP
`;
  let text = head;
  for (let ordinal = 0; text.split("\n").length + 12 < lines; ordinal++)
    text += `# Something else of the chart
extra${ordinal}:
  enabled: false
  annotations:
    example.com/name: "value-${ordinal}"
  resources:
    limits:
      cpu: 100m
      memory: 128Mi
  tolerations:
    - key: dedicated
      operator: Exists
`;
  return text;
}

/** A Deployment of Kong among objects of other programs. */
function manifest(lines: number): string {
  let text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: kong
spec:
  template:
    spec:
      containers:
        - name: proxy
          image: kong:3.9.1
          env:
            - name: KONG_DATABASE
              value: postgres
            - name: KONG_PG_HOST
              value: db
            - name: KONG_LOG_LEVEL
              value: notice
          ports:
            - containerPort: 8000
`;
  for (let ordinal = 0; text.split("\n").length + 16 < lines; ordinal++)
    text += `---
apiVersion: v1
kind: Service
metadata:
  name: service-${ordinal}
  labels:
    app: service-${ordinal}
spec:
  selector:
    app: service-${ordinal}
  ports:
    - name: http
      port: 80
      targetPort: 8080
`;
  return text;
}

async function warm(
  path: string,
  format: SourceFormat,
  text: string,
  most: number | undefined,
): Promise<void> {
  const times = await processorTimes(async () => {
    const linked = linkSource(format.parse(new SourceDocument(path, text)));
    if (linked.units.length !== 1) throw new Error("one process is expected");
    await analyze(linked, settings);
  });
  const bare = await processorTimes(async () => void parseAllDocuments(text, { merge: true }));
  const line = `warm lint of ${path}, ${text.split("\n").length} lines: ${ms(median(times))}, of which the YAML library alone takes ${ms(median(bare))}`;
  if (most === undefined) console.log(line);
  else bound(`${line}, at most ${most} ms`, median(times) <= most);
}

function manifestsWithoutKong(): void {
  const folder = mkdtempSync(join(tmpdir(), "kong-lint-bench-helm-"));
  try {
    const many = join(folder, "many");
    for (let ordinal = 0; ordinal < 5000; ordinal++) {
      const inner = join(many, String(Math.floor(ordinal / 100)));
      mkdirSync(inner, { recursive: true });
      writeFileSync(join(inner, `${ordinal}.yaml`), otherManifest(ordinal));
    }
    const empty = join(folder, "empty");
    mkdirSync(empty);
    const list = `const fs = require("node:fs"); fs.readdirSync(process.argv[1], { recursive: true, withFileTypes: true });`;
    const { own, listed, nothing, idle } = inTurns(
      {
        own: { command: ["node", bundle, many] },
        listed: { command: ["node", "-e", list, many] },
        nothing: { command: ["node", bundle, empty] },
        idle: { command: ["node", "-e", "0"] },
      },
      5,
    );
    const over = own.cpu - nothing.cpu - (listed.cpu - idle.cpu);
    bound(`5,000 manifests without Kong: ${ms(over)} over listing them, at most 300 ms`, over <= 300);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function otherManifest(ordinal: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: web-${ordinal}}
spec:
  template:
    spec:
      containers:
        - name: web
          image: nginx:1.27
          env:
            - name: LOG_LEVEL
              value: info
          ports:
            - containerPort: 8080
`;
}

function bound(line: string, isReached: boolean): void {
  console.log(line);
  if (!isReached) failed.push(line);
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
