/** The parts of an image's name: `registry.example.com:5000/kong/kong-gateway:3.4.3.1-alpine@sha256:…`. */
export interface ImageName {
  /** With the registry, without tag and digest. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Takes the name of an image apart. A colon before a slash is that of a registry's port. */
export function parseImageName(text: string): ImageName {
  const trimmed = text.trim();
  const at = trimmed.indexOf("@");
  const digest = at < 0 ? undefined : trimmed.slice(at + 1);
  const name = at < 0 ? trimmed : trimmed.slice(0, at);
  const colon = name.lastIndexOf(":");
  if (colon <= name.lastIndexOf("/")) return { repository: name, tag: undefined, digest };
  const tag = name.slice(colon + 1);
  return { repository: name.slice(0, colon), tag: tag === "" ? undefined : tag, digest };
}

/** Registries that hold the same images as Docker Hub, or are it. */
const HUB =
  /^(?:(?:docker\.io|index\.docker\.io|registry-1\.docker\.io|registry\.hub\.docker\.com)\/)?(?:library\/)?/;

/** The repository without the registry of Docker Hub: `docker.io/library/kong` is `kong`. */
export function shortRepository(repository: string): string {
  return repository.replace(HUB, "");
}
