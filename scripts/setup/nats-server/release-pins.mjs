/**
 * The official release that is fetched when the machine has no nats-server of its own. The checksums are
 * those of the release's SHA256SUMS; docs/adr/0003 says how they were compared.
 */
export const release = {
  version: '2.14.5',
  /** @type {Readonly<Record<string, string>>} SHA-256 of each platform's tar.gz */
  sha256: {
    'linux-amd64': '5e3b603d47c447bda1f77f9ac16dbf91c90aac4ff3681f8fbbc7201e4ed99355',
    'linux-arm64': '673a98d3faa79dde3f9ebf16d6dfac36a5f694e7ad2015e4954dd7939c85cd4c',
    'darwin-amd64': 'f95c98d6b6ed2b63c5681b46b092c9585c99767d547cf495730c329234625e96',
    'darwin-arm64': 'ddd907854d9a2de834af133fa396915fe6442fe6d8909ae31390d1ea7a0fea50',
  },
};

/**
 * @param {string} platform a name as in `release.sha256`
 * @returns {string}
 */
export function archiveUrl(platform) {
  const name = `nats-server-v${release.version}-${platform}.tar.gz`;
  return `https://github.com/nats-io/nats-server/releases/download/v${release.version}/${name}`;
}

/**
 * @param {string} os Node's `process.platform`
 * @param {string} arch Node's `process.arch`
 * @returns {string} the platform as the releases name it
 */
export function releasePlatform(os, arch) {
  return `${os}-${arch === 'x64' ? 'amd64' : arch}`;
}
