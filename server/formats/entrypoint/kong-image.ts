import { namedRelease } from "../../../schemas/named-release.ts";
import type { Edition, Release } from "../../../schemas/release.ts";
import type { Surroundings } from "../format.ts";

/** Who built an image, which says what its entrypoint does. */
export type ImageMaker = "kong" | "bitnami" | "own";

/** What the reference of an image tells. */
export interface KongImage {
  readonly maker: ImageMaker;
  /** Whether it runs Kong Gateway; undefined: an image of somebody else, which may. */
  readonly isKong: boolean | undefined;
  readonly release: Release | undefined;
  /** Variables that the image sets and Kong reads; undefined: not known. */
  readonly environment: ReadonlyMap<string, string> | undefined;
}

const NOTHING: ReadonlyMap<string, string> = new Map();
const UNKNOWN: KongImage = { maker: "own", isKong: undefined, release: undefined, environment: undefined };
const SUFFIX =
  /(?:-(?:alpine|ubuntu|debian|centos|rhel|rhel\d*|amazonlinux|oidc|slim|fips|distroless|jessie|stretch|buster|bullseye|bookworm|noble|jammy|focal|bionic|xenial|amd64|arm64|debian-\d+|[br]\d+|\d{8})[\w.]*)+$/i;
const ENTERPRISE =
  /^(?:kong-gateway(?:-dev)?|kong-enterprise(?:-edition)?(?:-docker)?|kong-ee|kong-enterprise-k8s)$/;
/** Products and helpers with Kong's name, or beside Kong, that are no Kong Gateway. */
const OTHERS =
  /(?:konga|dashboard|deck|ingress-controller|event-gateway|operator|kong-?mesh|kuma|build-tools|kong\/fpm|kong-?map|httpbin|mockbin|insomnia|kong-?admin-?ui|exporter|kongctl|openresty|pongo|keycloak|postgres|prometheus|brain|immunity)/;
/** An image of somebody else that is named like a gateway: `acme/kong-oidc`. */
const NAMED_LIKE_KONG = /(?:^|[-_.])kong(?:$|[-_.])/;

/**
 * What a reference such as `kong/kong-gateway:3.10-ubuntu` tells: by its last name who built it, by its tag the release. Suffixes
 * of the operating system and of builds fall off; a digest, `latest` and no tag tell no release.
 */
export function readKongImage(reference: string, images: Surroundings["images"]): KongImage {
  const own = images?.find(({ pattern }) => matchesPattern(pattern, reference));
  const { path, tag } = splitReference(reference);
  if (own !== undefined)
    return {
      maker: "own",
      isKong: true,
      release: own.release === undefined ? releaseOfTag(tag, undefined) : namedRelease(own.release),
      environment: own.environment,
    };
  if (!/^[a-z0-9]/i.test(path)) return UNKNOWN;
  const last = path.slice(path.lastIndexOf("/") + 1);
  const bitnami = /(?:^|\/)bitnami(?:legacy)?\/kong$/.test(path);
  if (OTHERS.test(path)) return { maker: "own", isKong: false, release: undefined, environment: undefined };
  const enterprise = ENTERPRISE.test(last);
  const official = last === "kong" || enterprise;
  if (!official)
    return NAMED_LIKE_KONG.test(last)
      ? { ...UNKNOWN, isKong: true, release: releaseOfTag(tag, undefined) }
      : UNKNOWN;
  return {
    maker: bitnami ? "bitnami" : "kong",
    isKong: true,
    release: releaseOfTag(tag, enterprise ? "enterprise" : undefined),
    environment: bitnami ? undefined : NOTHING,
  };
}

function splitReference(reference: string): { path: string; tag: string } {
  const name = reference.split("@", 1)[0] ?? "";
  const colon = name.lastIndexOf(":");
  const tagged = colon > name.lastIndexOf("/");
  return { path: tagged ? name.slice(0, colon) : name, tag: tagged ? name.slice(colon + 1) : "" };
}

function releaseOfTag(tag: string, edition: Edition | undefined): Release | undefined {
  const version = tag.replace(SUFFIX, "");
  if (!/^v?\d+(?:\.\d+)+$/.test(version)) return undefined;
  const named = namedRelease(version, edition);
  return named === undefined ? undefined : { edition: named.edition, version: named.version };
}

function matchesPattern(pattern: string, reference: string): boolean {
  const parts = pattern.split("*");
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found = index === 0 ? (reference.startsWith(part) ? 0 : -1) : reference.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return (
    pattern.endsWith("*") ||
    at === reference.length ||
    (parts.length > 1 && reference.endsWith(parts.at(-1) ?? ""))
  );
}
