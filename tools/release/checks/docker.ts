import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun, run } from "../run.ts";
import { BAD, type CleanRoom } from "./clean-room.ts";

/**
 * Builds the image where there is a Docker daemon that has its base, and lints with it.
 * @param context the folder with the Dockerfile
 */
export function checkDocker(room: CleanRoom, context: string): string {
  const docker = (...argv: string[]) => run("docker", argv, { cwd: context });
  if (docker("info").code !== 0) return "skipped: no Docker daemon";
  const [, base = ""] = /^FROM (\S+)/m.exec(readFileSync(join(context, "Dockerfile"), "utf8")) ?? [];
  if (docker("image", "inspect", base).code !== 0) return `skipped: the image ${base} is not here`;
  mustRun("docker", ["build", "--quiet", "--network", "none", "--tag", "kong-lint:dry-run", "."], {
    cwd: context,
    env: { ...process.env, DOCKER_BUILDKIT: "1" },
  });
  room.put("kong.conf", BAD);
  mustRun("chmod", ["-R", "a+rX", join(room.folder, "..")], { cwd: "/" });
  const flags = ["--rm", "--network", "none", "--read-only", "--volume", `${room.folder}:/data:ro`];
  const { code, stdout, stderr } = docker("run", ...flags, "kong-lint:dry-run", "kong.conf");
  if (code !== 1 || !stdout.includes("schema/unknown-property"))
    throw new Error(`docker run: ${code} ${stdout}${stderr}`);
  return "built; lints a read-only volume without network as a user without rights";
}
