/** Where images of Docker Hub are pulled from, as ECR wants it in a rule, and every name that it has in an image's. */
export const DOCKER_HUB = 'registry-1.docker.io';
const HOSTS = [DOCKER_HUB, 'docker.io', 'index.docker.io'];

/** What stands before the first slash is a registry if it has a dot or a port, or is this machine. */
const HOST = /^([^/]{1,255}[.:][^/]{0,255}|localhost)\/(.{1,400})$/;
/** Repository, tag and digest, in the characters that Docker takes. */
const PATH = /^[a-z0-9][a-z0-9._/-]{0,254}(:[\w.-]{1,128})?(@sha256:[0-9a-f]{64})?$/;

/**
 * `library/redis:7` for `redis:7` and for `docker.io/library/redis:7`; undefined for an image of another registry, and
 * for what is no image's name. https://docs.docker.com/reference/cli/docker/image/tag/
 */
export function hubImage(image: string): string | undefined {
  const [, host, rest = ''] = HOST.exec(image) ?? [];
  if (host !== undefined && !HOSTS.includes(host)) return undefined;
  const path = host === undefined ? image : rest;
  if (!PATH.test(path)) return undefined;
  return path.includes('/') ? path : `library/${path}`;
}
