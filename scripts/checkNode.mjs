// Imports nothing and uses old syntax only, so that an old Node can still read it and be told.

/**
 * Whether Node of this version can run the project.
 * @param {string} version as in process.versions.node
 * @returns {boolean}
 */
export function isNodeNewEnough(version) {
  const parts = version.split('.').map(Number);
  return parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19);
}

/** Ends the process with a plain message if this Node is too old. */
export function checkNode() {
  if (isNodeNewEnough(process.versions.node)) return;
  console.error(
    'interlock: needs Node 20.19 or newer; this is Node ' +
      process.versions.node +
      '. Install a newer one (https://nodejs.org/en/download) and run the command again.',
  );
  process.exit(1);
}
